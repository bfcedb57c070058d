import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./Icon";

export interface MenuItem { icon: IconName; label: string; grave?: boolean; apart?: boolean; act: () => void }

interface Props {
  label: string;
  items: MenuItem[];
  up?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** A button that opens a menu: arrows move, Escape closes and gives the focus back. */
export function Menu({ label, items, up, class: more = "tool", children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (open) root.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => { if (!root.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    return () => {
      document.removeEventListener("pointerdown", elsewhere);
      document.removeEventListener("focusin", elsewhere);
    };
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...root.current!.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") {
      setOpen(false);
      button.current?.focus();
    } else if (to !== undefined && open) {
      all.at(to % all.length)?.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="menu-of" ref={root} onKeyDown={onKeyDown}>
      <button ref={button} class={more} type="button" aria-haspopup="menu" aria-expanded={open} aria-label={label} title={label} onClick={() => setOpen(!open)}>
        {children}
      </button>
      {open && (
        <div class={`menu ${up ? "up" : ""}`} role="menu" aria-label={label}>
          {items.map((item) => (
            <div key={item.label} role="none">
              {item.apart && <hr />}
              <button
                type="button" role="menuitem" tabIndex={-1} class={item.grave ? "grave" : ""}
                onClick={() => { setOpen(false); button.current?.focus(); item.act(); }}
              >
                <Icon name={item.icon} /><span>{item.label}</span>
              </button>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
