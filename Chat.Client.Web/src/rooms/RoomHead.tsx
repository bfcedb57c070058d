import { useChat } from "../chat";
import type { RoomHeader, Role } from "../contracts";
import { Icon } from "../design/Icon";
import { Menu, type MenuItem } from "../design/Menu";
import { Named } from "../design/Named";
import { memo } from "../design/memo";
import { figures } from "../language/formats";
import { say } from "../language/language";
import { toRooms } from "../routing/router";
import { roomItems } from "./roomItems";

export type RoomDeed = "name" | "topic" | "add" | "link" | "go-to" | "leave";

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
  const chat = useChat();
  const items = () => {
    const items: MenuItem[] = [{ icon: "clock", label: say.goTo.menu, act: () => onDeed("go-to") }, { icon: "link", label: say.rooms.copyLink, act: () => onDeed("link") }];
    if (header && role) {
      if (role === "owner" || !header.private) items.unshift({ icon: "people", label: say.rooms.addPeople, act: () => onDeed("add") });
      items.unshift(role === "owner"
        ? { icon: "edit", label: say.rooms.nameAndTopic, act: () => onDeed("name") }
        : { icon: "edit", label: say.rooms.topic, act: () => onDeed("topic") });
      items.push(...roomItems(chat, header.id).map((item, at) => ({ ...item, apart: at === 0 })));
      items.push({ icon: "exit", label: say.rooms.leaveRoom, grave: true, apart: true, act: () => onDeed("leave") });
    }
    return items;
  };
  const people = say.rooms.members(members);
  return (
    <header class="bar head">
      <button class="tool back" type="button" aria-label={say.rooms.rooms} onClick={toRooms}><Icon name="back" /></button>
      <div class="head-text">
        <h1 title={header?.name}>{header && <Icon name={header.private ? "lock" : "room"} />}<Named name={header?.name} />{header?.private && <span class="only-heard">{say.rooms.private}</span>}</h1>
        <p class="topic" data-part="topic" title={header?.topic || undefined}>
          {header?.topic ? <bdi>{header.topic}</bdi> : header && role && <button type="button" onClick={() => onDeed("topic")}>{say.rooms.addTopic}</button>}
        </p>
      </div>
      <div class="head-tools">
        <button class="tool wide" type="button" aria-label={members ? people : say.rooms.membersTitle} title={say.rooms.membersTitle} aria-pressed={peopleShown} onClick={onPeople}>
          <Icon name="people" />{members > 0 && <span class="num">{figures(members)}</span>}
        </button>
        {header && <Menu label={say.rooms.menu} items={items}><Icon name="more" /></Menu>}
      </div>
    </header>
  );
});
