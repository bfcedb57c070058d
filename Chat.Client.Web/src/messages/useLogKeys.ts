import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Message } from "../contracts";
import { type KeyId, keyOf } from "../keys/registry";
import { isTyping } from "../keys/typing";
import { inView } from "./scroll";

interface LogKeys {
  log: RefObject<HTMLDivElement | null>;
  /** The message that has the focus, if it can be acted on. */
  at: Message | undefined;
  active: boolean;
  /** Lets go of the message that has the focus. */
  letGo: () => void;
  /** Acts; false when that can't be done here. */
  act: (key: KeyId, at: Message | undefined) => boolean;
}

/** The keys of the log and of the messages in it: they act only while the focus is there. */
export function useLogKeys({ log, at, active, letGo, act }: LogKeys) {
  const focused = useRef<HTMLElement | null>(null);

  // Where the message that had the focus is not drawn any more, the log has it, so that keys go on working.
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) log.current?.focus({ preventScroll: true });
  });

  const move = (key: KeyId): boolean => {
    const element = log.current!;
    const lines = [...element.querySelectorAll<HTMLElement>(".msg[tabindex]")];
    const from = lines.findIndex((line) => line.contains(document.activeElement));
    if (key === "up" || key === "down") {
      const shown = from < 0 ? lines.filter((line) => inView(element, line)) : [];
      focusOn(from < 0 ? shown.at(key === "up" ? -1 : 0) : lines[from + (key === "up" ? -1 : 1)]);
      return true;
    }
    // The log itself scrolls by pages; a message hands the focus on to one that is in view then.
    if (from < 0) return false;
    element.scrollBy({ top: (key === "pageUp" ? -1 : 1) * Math.max(40, element.clientHeight - 40), behavior: "instant" });
    focusOn(lines.filter((line) => inView(element, line)).at(key === "pageUp" ? 0 : -1), false);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.target)) return;
    if (event.key === "Escape" && active) {
      letGo();
      log.current!.focus({ preventScroll: true });
      event.preventDefault();
      return;
    }
    const key = keyOf(event, "log", "message");
    if (!key) return;
    const moves = key === "up" || key === "down" || key === "pageUp" || key === "pageDown";
    if (!moves && event.target instanceof HTMLButtonElement && event.key.length > 1) return;
    if (moves ? move(key) : act(key, at)) event.preventDefault();
  };
  const onFocusIn = (event: FocusEvent) => { focused.current = event.target instanceof HTMLElement && event.target !== log.current ? event.target : null; };
  const onFocusOut = (event: FocusEvent) => { if (event.relatedTarget) focused.current = null; };
  return { onKeyDown, onFocusIn, onFocusOut };
}

function focusOn(line: HTMLElement | undefined, scroll = true): void {
  line?.focus({ preventScroll: !scroll });
  if (scroll) line?.scrollIntoView({ block: "nearest" });
}
