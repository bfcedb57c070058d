import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { say } from "../language/language";
import { onLeave } from "../routing/router";
import { laySheet } from "../routing/sheets";
import { Icon } from "./Icon";

interface Props {
  /** A name in it stands in a `bdi`, so that it turns nothing around it. */
  title: ComponentChildren;
  wide?: boolean;
  /** The title is only heard: what is inside shows what it is, and has a way to close. */
  bare?: boolean;
  /** Beside the title. */
  tools?: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

/** A sheet over the page. The browser keeps the focus inside, gives it back afterwards, and Escape closes; so does going elsewhere, which the sheet would hide. */
export function Dialog({ title, wide, bare, tools, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const closing = useRef(onClose);
  closing.current = onClose;
  useLayoutEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    dialog.showModal();
    const close = () => closing.current();
    const takeAway = laySheet(close), stay = onLeave(close);
    return () => {
      stay();
      takeAway();
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={element}
      class={`sheet ${wide ? "wide" : ""} ${bare ? "bare" : ""}`}
      aria-labelledby={heading}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onMouseDown={(event) => { if (event.target === element.current) onClose(); }}
    >
      {bare && <h2 class="only-heard" id={heading}>{title}</h2>}
      {!bare && <header class="sheet-top">
        <h2 id={heading}>{title}</h2>
        {tools}
        <button class="tool" type="button" aria-label={say.design.close} title={say.design.close} onClick={onClose}><Icon name="close" /></button>
      </header>}
      {children}
    </dialog>
  );
}
