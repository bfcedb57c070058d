import type { Id } from "../contracts";
import type { ListedRoom } from "../engine/selectors";
import type { Group, RoomChoices } from "./choices";

export interface Section {
  group: Group;
  folded: boolean;
  /** How many rooms belong to it. */
  count: number;
  /** Those that show: of a folded section only what is unread, and where one is. */
  rooms: ListedRoom[];
}

/** The list of rooms, part by part: favourites first, each part by name. */
export function sections(rooms: readonly ListedRoom[], { favourites, muted, folded }: RoomChoices, chosen: Id | undefined): Section[] {
  const section = (group: Group, belongs: ListedRoom[]): Section => {
    const isFolded = folded.includes(group);
    const shows = ({ room, unread }: ListedRoom) => !isFolded || room === chosen || (unread > 0 && !muted.includes(room));
    return { group, folded: isFolded, count: belongs.length, rooms: belongs.filter(shows) };
  };
  const starred = rooms.filter(({ room }) => favourites.includes(room));
  const others = rooms.filter(({ room }) => !favourites.includes(room));
  return [...(starred.length ? [section("favourites", starred)] : []), section("rooms", others)];
}

/** How much is unread in all rooms that are not muted. */
export function unreadInAll(rooms: readonly ListedRoom[], { muted }: RoomChoices): number {
  return rooms.reduce((sum, { room, unread }) => (muted.includes(room) ? sum : sum + unread), 0);
}
