import type { ListedMember } from "../engine/selectors";
import type { RoomState } from "../engine/state";
import { say } from "../language/language";
import "./words";

export interface Group { key: string; title: string; members: ListedMember[] }

/** How present the members are of whom nothing but that needs to be known: all of the room's, loaded or not. */
export interface Presences { online: number; away: number }

/**
 * Members under headings that say who is here. The headings count all of them, as far as the server tells, also those
 * whose names are not loaded; without a connection they say how it was last. In a room too large for presence, and while it is not known, one list and a count.
 */
export function groups(members: readonly ListedMember[], count: number, all: Presences | undefined, live: boolean): Group[] {
  if (!all) return members.length ? [{ key: "all", title: say.people.membersOf(count), members: [...members] }] : [];
  const of = (state: ListedMember["presence"]) => members.filter((member) => member.presence === state);
  const online = Math.max(all.online, of("online").length), away = Math.max(all.away, of("away").length);
  const offline = Math.max(count - online - away, of("offline").length);
  const title = live ? { here: say.people.here, away: say.people.away, offline: say.people.offline } : say.people.last;
  return [
    { key: "online", title: title.here(online), members: of("online") },
    { key: "away", title: title.away(away), members: of("away") },
    { key: "offline", title: title.offline(offline), members: of("offline") },
  ].filter((group) => group.members.length > 0);
}

/** How many of a room's members are here and away; those who left and were not forgotten yet don't count. */
export function presences({ presence, members }: Pick<RoomState, "presence" | "members">): Presences {
  const all = { online: 0, away: 0 };
  for (const [person, state] of presence) {
    const held = members.get(person);
    if (state !== "offline" && (!held || held.role)) all[state]++;
  }
  return all;
}
