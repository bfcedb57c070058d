import type { ComponentChildren } from "preact";
import type { Message } from "../contracts";
import { Icon, type IconName } from "../design/Icon";
import { memo } from "../design/memo";
import { say } from "../language/language";
import { When } from "./When";

/** What happened to the room: a quiet line. */
export const NoticeLine = memo(function NoticeLine({ message, name, marked }: { message: Message; name: string; marked: boolean }) {
  const { kind, value } = message.notice!;
  return (
    <li class={`event on-spine ${marked ? "is-marked" : ""}`} data-key={message.id} data-number={message.number} data-state="notice">
      <Icon name={icons[kind] ?? "room"} />
      <span>{told(kind, <b><bdi>{name}</bdi></b>, value)}</span>
      <When at={message.at} />
    </li>
  );
});

const icons: Record<string, IconName> = { created: "room", renamed: "edit", topic: "edit" };

function told(kind: string, who: ComponentChildren, value: string) {
  switch (kind) {
    case "created": return say.messages.created(who);
    case "renamed": return say.messages.renamed(who, <b><bdi>{value}</bdi></b>);
    case "topic": return value ? say.messages.topicSet(who, <bdi>{value}</bdi>) : say.messages.topicRemoved(who);
    default: return value ? say.messages.changedTo(who, <bdi>{value}</bdi>) : say.messages.changed(who);
  }
}
