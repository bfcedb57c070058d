import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { keyOf } from "../keys/registry";
import type { ListHandle } from "../messages/MessageList";

/** Escape, where nothing else takes it: all is read, and the reader is at the newest with the composer at hand. */
export function useReadKey(list: RefObject<ListHandle | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || keyOf(event, "conversation") !== "read" || document.querySelector("dialog[open]")) return;
      const { target } = event;
      if (target !== document.body && !(target instanceof Element && target.closest("main.talk"))) return;
      list.current?.read();
      const field = document.querySelector<HTMLElement>("main.talk .composer textarea");
      // A phone's keyboard would hide what one went to.
      if (matchMedia("(hover: hover)").matches) field?.focus({ preventScroll: true });
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
