import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../design/Icon";
import { LanguageLinks } from "../language/LanguageLinks";

/** A screen that stands alone: before one is in. */
export function Gate({ title, lede, heard, children }: {
  title: string;
  lede?: ComponentChildren;
  /** Takes the focus to its title, since it came in another's place. */
  heard?: boolean;
  children?: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (heard) heading.current!.focus(); }, [title]);
  return (
    <main class="gate">
      <div class="left gate-mark"><Icon name="mark" /></div>
      <div>
        <h1 dir="auto" ref={heading} tabIndex={heard ? -1 : undefined}>{title}</h1>
        {lede && <p class="lede">{lede}</p>}
      </div>
      <div class="space" />
      {children}
      <LanguageLinks />
    </main>
  );
}
