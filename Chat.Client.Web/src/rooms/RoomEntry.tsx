import { Icon } from "../design/Icon";
import { Menu, type MenuItem } from "../design/Menu";
import type { ListedRoom } from "../engine/selectors";
import { figures } from "../language/formats";
import { say } from "../language/language";
import { roomPath } from "../routing/route";

interface Props {
  listed: ListedRoom;
  chosen: boolean;
  draft: boolean;
  muted: boolean;
  items: () => MenuItem[];
}

/** A room in the list: what it is called, what waits there, and its menu. */
export function RoomEntry({ listed: { room, name, private: closed, unread, typing }, chosen, draft, muted, items }: Props) {
  const state = [unread > 0 && !muted && "is-unread", muted && "is-muted", chosen && "is-chosen"].filter(Boolean).join(" ");
  return (
    <li
      class="has-menu" data-room={room}
      onContextMenu={(event) => {
        event.preventDefault();
        event.currentTarget.querySelector<HTMLElement>("[aria-haspopup=menu]")?.click();
      }}
    >
      <a class={`entry ${state}`} href={roomPath(room)} aria-current={chosen ? "page" : undefined} title={name.length > 24 ? name : undefined}>
        {/* In the place of the sign, so that nothing moves. */}
        {typing && !muted ? <span class="dots" aria-hidden="true"><i /><i /><i /></span> : <Icon name={closed ? "lock" : "room"} />}
        <bdi class="label">{name}</bdi>
        {closed && <span class="only-heard">{say.rooms.private}</span>}
        {typing && !muted && <span class="only-heard">{say.rooms.typing}</span>}
        {draft && !chosen && <><Icon name="edit" small /><span class="only-heard">{say.rooms.draft}</span></>}
        {muted && <><Icon name="bell-off" small /><span class="only-heard">{say.rooms.muted}</span></>}
        {unread > 0 && !muted && <span class="count">{unread > 999 ? `${figures(999)}+` : figures(unread)}<span class="only-heard"> {say.rooms.unread}</span></span>}
      </a>
      <Menu label={say.rooms.menuOf(name)} items={items} floating><Icon name="more" /></Menu>
    </li>
  );
}
