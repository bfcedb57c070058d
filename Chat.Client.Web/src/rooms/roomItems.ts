import type { Chat } from "../connection/chat";
import type { Id } from "../contracts";
import type { MenuItem } from "../design/Menu";
import { unread } from "../engine/selectors";
import type { KeyId } from "../keys/registry";
import { say } from "../language/language";
import { choicesOf, toggle } from "./choices";

/** What one can do with a room wherever it stands, for its menus. */
export function roomItems(chat: Chat, room: Id): MenuItem[] {
  const { me } = chat.state;
  if (!me) return [];
  const { favourites, muted } = choicesOf(me).get();
  const items: MenuItem[] = [
    favourites.includes(room)
      ? { icon: "star-off", label: say.rooms.unstar, act: () => toggle(me, "favourites", room) }
      : { icon: "star", label: say.rooms.star, act: () => toggle(me, "favourites", room) },
    muted.includes(room)
      ? { icon: "bell", label: say.rooms.unmute, act: () => toggle(me, "muted", room) }
      : { icon: "bell-off", label: say.rooms.mute, act: () => toggle(me, "muted", room) },
  ];
  if (unread(chat.state, room)) items.push({ icon: "check", label: say.rooms.markRead, act: () => markRead(chat, room) });
  return items;
}

/** The same by a key; whether the key means something here. */
export function roomKey(chat: Chat, room: Id, key: KeyId | undefined): boolean {
  const { me } = chat.state;
  if (!me) return false;
  if (key === "favourite") toggle(me, "favourites", room);
  else if (key === "mute") toggle(me, "muted", room);
  else if (key === "markRead") markRead(chat, room);
  else return false;
  return true;
}

function markRead(chat: Chat, room: Id): void {
  const head = chat.state.heads.get(room);
  if (head) chat.seen(room, head.number);
}
