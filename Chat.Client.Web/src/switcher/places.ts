import type { Id, RoomListing } from "../contracts";
import { type ListedRoom, personName, userName } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { match, type Match } from "./match";

/** Something that one can go to. */
export interface Place {
  kind: "room" | "joinable" | "person" | "deed";
  id: string;
  name: string;
  more: string;
  private: boolean;
  unread: number;
}

export interface Hit { place: Place; hits: Match["hits"] }

/** The places that fit what was typed: word beginnings first, among equals what is unread, then what was opened last. */
export function ranked(typed: string, places: readonly Place[], recent: readonly Id[], here?: Id): Hit[] {
  const found = places.flatMap((place) => {
    // Who is called otherwise than their user name is found by both.
    const fit = match(typed, place.name) ?? (place.kind === "person" && match(typed, place.more) ? { rank: 2 as const, distance: 0, hits: [] } : undefined);
    return fit ? [{ place, fit }] : [];
  });
  const lately = (id: Id) => {
    // Where one is already comes last while nothing is typed.
    if (id === here && !typed.trim()) return Infinity;
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  return found
    .sort((a, b) =>
      a.fit.rank - b.fit.rank || Number(b.place.unread > 0) - Number(a.place.unread > 0)
      || order(lately(a.place.id), lately(b.place.id)) || a.fit.distance - b.fit.distance)
    .map(({ place, fit }) => ({ place, hits: fit.hits }));
}

function order(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function placeOf({ room, name, topic, private: closed, unread }: ListedRoom): Place {
  return { kind: "room", id: room, name, more: topic, private: closed, unread };
}

export function placeToJoin({ head }: RoomListing): Place {
  return { kind: "joinable", id: head.room, name: head.header?.name ?? "", more: head.header?.topic ?? "", private: false, unread: 0 };
}

export function placeOfPerson(state: ChatState, id: Id): Place {
  const name = personName(state, id), user = userName(state, id);
  return { kind: "person", id, name, more: user === name ? "" : user, private: false, unread: 0 };
}
