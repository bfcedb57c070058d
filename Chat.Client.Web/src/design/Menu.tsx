import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { placeBeside } from "./floating";
import { Icon, type IconName } from "./Icon";

export interface MenuItem { icon: IconName; label: string; grave?: boolean; apart?: boolean; act: () => void }

interface Props {
  label: string;
  /** What there is to do; as a function, asked when the menu opens. */
  items: MenuItem[] | (() => MenuItem[]);
  up?: boolean;
  /** Over whatever cuts off the list around it. */
  floating?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** A button that opens a menu: arrows move, Escape closes and gives the focus back. */
export function Menu({ label, items, up, floating, class: more = "tool", children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (!open) return;
    if (floating) placeBeside(button.current!, root.current!.querySelector<HTMLElement>("[role=menu]")!);
    root.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus({ preventScroll: floating ?? false });
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => { if (!root.current?.contains(event.target as Node)) setOpen(false); };
    document.addEventListener("pointerdown", elsewhere);
    document.addEventListener("focusin", elsewhere);
    // What scrolls elsewhere, as a conversation does when a message comes, leaves it beside its button.
    const scrolled = (event: Event) => { if ((event.target as Node).contains(root.current)) setOpen(false); };
    if (floating) document.addEventListener("scroll", scrolled, true);
    return () => {
      document.removeEventListener("scroll", scrolled, true);
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
        <div class={`menu ${up ? "up" : ""} ${floating ? "floating" : ""}`} role="menu" aria-label={label}>
          {(typeof items === "function" ? items() : items).map((item) => (
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
