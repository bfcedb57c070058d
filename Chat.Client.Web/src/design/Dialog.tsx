import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "./Icon";

interface Props {
  title: string;
  wide?: boolean;
  /** Beside the title. */
  tools?: ComponentChildren;
  onClose: () => void;
  children: ComponentChildren;
}

/** A sheet over the page. The browser keeps the focus inside, gives it back afterwards, and Escape closes. */
export function Dialog({ title, wide, tools, onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  return (
    <dialog
      ref={element}
      class={`sheet ${wide ? "wide" : ""}`}
      aria-labelledby={heading}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onMouseDown={(event) => { if (event.target === element.current) onClose(); }}
    >
      <header class="sheet-top">
        <h2 id={heading}>{title}</h2>
        {tools}
        <button class="tool" type="button" aria-label="Close" title="Close" onClick={onClose}><Icon name="close" /></button>
      </header>
      {children}
    </dialog>
  );
}
