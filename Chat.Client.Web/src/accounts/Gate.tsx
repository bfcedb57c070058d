import type { ComponentChildren } from "preact";
import { Icon } from "../design/Icon";

/** A screen that stands alone: before one is in. */
export function Gate({ title, lede, children }: { title: string; lede?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <main class="gate">
      <div class="left gate-mark"><Icon name="mark" /></div>
      <div>
        <h1 dir="auto">{title}</h1>
        {lede && <p class="lede">{lede}</p>}
      </div>
      <div class="space" />
      {children}
    </main>
  );
}
