import sprite from "./icons.svg?raw";

export type IconName =
  | "room" | "lock" | "search" | "people" | "person" | "more" | "edit" | "trash" | "link" | "copy" | "plus" | "send"
  | "clock" | "alert" | "retry" | "offline" | "down" | "back" | "close" | "sun" | "moon" | "settings" | "key" | "exit"
  | "browse" | "inbox" | "check" | "mark" | "device";

export function Icon({ name, small, class: more = "" }: { name: IconName; small?: boolean; class?: string }) {
  return (
    <svg class={`icon ${small ? "icon-s" : ""} ${more}`} aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}

/** The drawings that `Icon` refers to; once in the page. */
export function Sprite() {
  return <div class="sprite" dangerouslySetInnerHTML={{ __html: sprite }} />;
}
