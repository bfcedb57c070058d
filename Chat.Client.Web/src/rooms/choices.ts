import type { Id } from "../contracts";
import { type Kept, kept, useKept } from "../settings/kept";

/** What a person has chosen about their rooms, on this device. */
export interface RoomChoices {
  /** They stand first in the list. */
  favourites: readonly Id[];
  /** Rooms that tell nothing. */
  muted: readonly Id[];
  /** Groups of the list that are folded up. */
  folded: readonly Group[];
}

export type Group = "favourites" | "rooms";

/** Choices of whatever was found. */
export function readChoices(found: unknown): RoomChoices {
  const held: Record<string, unknown> = typeof found === "object" && found !== null ? { ...found } : {};
  return { favourites: strings(held.favourites), muted: strings(held.muted), folded: strings(held.folded) as Group[] };
}

/** The choices of a person. */
export function choicesOf(person: Id): Kept<RoomChoices> {
  let store = stores.get(person);
  if (!store) stores.set(person, store = kept(`rooms ${person}`, readChoices));
  return store;
}

export function useChoices(person: Id): RoomChoices {
  return useKept(choicesOf(person));
}

/** Puts a room, or a group, into one of the lists, or takes it out. */
export function toggle(person: Id, list: keyof RoomChoices, item: Id | Group): void {
  const store = choicesOf(person);
  const held = store.get();
  const items = held[list] as readonly string[];
  store.set({ ...held, [list]: items.includes(item) ? items.filter((each) => each !== item) : [...items, item] });
}

const stores = new Map<Id, Kept<RoomChoices>>();

function strings(found: unknown): string[] {
  return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
}
