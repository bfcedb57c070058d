import { useEffect, useRef } from "preact/hooks";
import type { Id } from "../contracts";
import { type KeyId, keyOf } from "./registry";
import { isTyping, takesArrows } from "./typing";

interface Room { room: Id; unread: number }

interface House {
  /** As they stand in the sidebar. */
  rooms: readonly Room[];
  muted: readonly Id[];
  chosen: Id | undefined;
  onRoom: (room: Id) => void;
  onSwitcher: () => void;
  onHelp: () => void;
}

/** The keys that hold everywhere. */
export function useHouseKeys(house: House): void {
  const latest = useRef(house);
  latest.current = house;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const key = keyOf(event, "everywhere");
      if (!key || (event.key === "?" && isTyping(event.target))) return;
      const { rooms, muted, chosen, onRoom, onSwitcher, onHelp } = latest.current;
      if (key === "switcher") onSwitcher();
      else if (key === "help") onHelp();
      else {
        if (takesArrows(event.target)) return;
        const to = roomAt(key, rooms, chosen, muted);
        if (!to) return;
        onRoom(to);
      }
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

/** The room to which a key leads: beyond the last comes the first. What is unread in a muted one calls nobody. */
export function roomAt(key: KeyId, rooms: readonly Room[], chosen: Id | undefined, muted: readonly Id[] = []): Id | undefined {
  const by = key === "previousRoom" || key === "previousUnread" ? -1 : key === "nextRoom" || key === "nextUnread" ? 1 : 0;
  if (!by) return;
  const unread = key === "previousUnread" || key === "nextUnread";
  const count = rooms.length;
  let at = rooms.findIndex(({ room }) => room === chosen);
  if (at < 0) at = by > 0 ? -1 : count;
  for (let n = 0; n < count; n++) {
    at = (at + by + count) % count;
    const { room, unread: waiting } = rooms[at]!;
    if (room !== chosen && (!unread || (waiting > 0 && !muted.includes(room)))) return room;
  }
  return;
}
