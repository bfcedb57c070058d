import type { Message } from "../contracts";
import { Icon, type IconName } from "../design/Icon";
import { memo } from "../design/memo";
import { When } from "./When";

/** What happened to the room: a quiet line. */
export const NoticeLine = memo(function NoticeLine({ message, name, marked }: { message: Message; name: string; marked: boolean }) {
  const { kind, value } = message.notice!;
  return (
    <li class={`event on-spine ${marked ? "is-marked" : ""}`} data-key={message.id} data-number={message.number} data-state="notice">
      <Icon name={icons[kind] ?? "room"} />
      <span><b><bdi>{name}</bdi></b> {told(kind, value)}</span>
      <When at={message.at} />
    </li>
  );
});

const icons: Record<string, IconName> = { created: "room", renamed: "edit", topic: "edit" };

function told(kind: string, value: string) {
  switch (kind) {
    case "created": return "made the room";
    case "renamed": return <>renamed the room to <b><bdi>{value}</bdi></b></>;
    case "topic": return value ? <>set the topic: <bdi>{value}</bdi></> : "removed the topic";
    default: return <>changed the room{value && <>: <bdi>{value}</bdi></>}</>;
  }
}
