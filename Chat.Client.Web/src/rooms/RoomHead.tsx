import type { RoomHeader, Role } from "../contracts";
import { Icon } from "../design/Icon";
import { Menu, type MenuItem } from "../design/Menu";
import { memo } from "../design/memo";
import { navigate } from "../routing/router";

export type RoomDeed = "name" | "topic" | "add" | "link" | "leave";

interface Props {
  header: RoomHeader | undefined;
  role: Role | undefined;
  members: number;
  peopleShown: boolean;
  onPeople: () => void;
  onDeed: (deed: RoomDeed) => void;
}

/** What the room is, and what one can do with it. */
export const RoomHead = memo(function RoomHead({ header, role, members, peopleShown, onPeople, onDeed }: Props) {
  const items: MenuItem[] = [{ icon: "link", label: "Copy link to the room", act: () => onDeed("link") }];
  if (header && role) {
    if (role === "owner" || !header.private) items.unshift({ icon: "people", label: "Add people", act: () => onDeed("add") });
    items.unshift(role === "owner"
      ? { icon: "edit", label: "Name and topic", act: () => onDeed("name") }
      : { icon: "edit", label: "Topic", act: () => onDeed("topic") });
    items.push({ icon: "exit", label: "Leave the room", grave: true, apart: true, act: () => onDeed("leave") });
  }
  const people = members === 1 ? "1 member" : `${members.toLocaleString("en")} members`;
  return (
    <header class="bar head">
      <button class="tool back" type="button" aria-label="Rooms" onClick={() => navigate("/")}><Icon name="back" /></button>
      <div class="head-text">
        <h1 title={header?.name}>{header && <Icon name={header.private ? "lock" : "room"} />}<bdi>{header?.name ?? ""}</bdi>{header?.private && <span class="only-heard">private</span>}</h1>
        <p class="topic" data-part="topic" title={header?.topic || undefined}>
          {header?.topic ? <bdi>{header.topic}</bdi> : header && role && <button type="button" onClick={() => onDeed("topic")}>Add a topic</button>}
        </p>
      </div>
      <div class="head-tools">
        <button class="tool wide" type="button" aria-label={members ? people : "Members"} title="Members" aria-pressed={peopleShown} onClick={onPeople}>
          <Icon name="people" />{members > 0 && <span class="num">{members.toLocaleString("en")}</span>}
        </button>
        {header && <Menu label="Room menu" items={items}><Icon name="more" /></Menu>}
      </div>
    </header>
  );
});
