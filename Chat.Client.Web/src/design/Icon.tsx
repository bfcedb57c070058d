export type IconName =
  | "room" | "lock" | "search" | "people" | "person" | "more" | "edit" | "trash" | "link" | "copy" | "plus" | "send"
  | "clock" | "alert" | "retry" | "offline" | "down" | "back" | "close" | "sun" | "moon" | "settings" | "key" | "exit"
  | "browse" | "inbox" | "check" | "mark" | "device"
  | "bell" | "bell-off" | "chevron" | "star" | "star-off";

/** Drawings that point along the line: they turn with the direction of the page. */
const turning: ReadonlySet<IconName> = new Set(["send", "back", "exit"]);

/** A drawing of `icons.svg`, which the document carries (`tools/sprite.mjs`). */
export function Icon({ name, small, class: more = "" }: { name: IconName; small?: boolean; class?: string }) {
  return (
    <svg class={`icon ${small ? "icon-s" : ""} ${turning.has(name) ? "icon-turns" : ""} ${more}`} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}
