import type { ComponentChildren } from "preact";

/** Some states of one thing side by side, under its name. */
export function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="design-row">
      <h2>{name}</h2>
      <div class="design-states">{children}</div>
    </div>
  );
}

/** A part of the conversation on its own ground. */
export function Talk({ children }: { children: ComponentChildren }) {
  return <div class="talk design-talk">{children}</div>;
}
