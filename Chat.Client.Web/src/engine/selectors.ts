import type { Id, Member, Message, PresenceState, Role, RoomHeader } from "../contracts";
import { formats } from "../language/formats";
import type { ChatState, OutboxEntry, RoomState } from "./state";

/** How many messages of a room are unread: computed, never kept. */
export function unread(state: ChatState, room: Id): number {
  if (!state.memberships.get(room)?.role) return 0;
  const marker = state.markers.get(room);
  return marker ? Math.max(0, (state.heads.get(room)?.number ?? 0) - marker.number) : 0;
}

/** The newest header known of a room: each that is told goes into its head; what is held of a room that isn't open may be older. */
export function header(state: ChatState, room: Id): RoomHeader | undefined {
  return state.heads.get(room)?.header ?? state.rooms.get(room)?.header;
}

export interface ListedRoom {
  room: Id;
  name: string;
  topic: string;
  private: boolean;
  role: Role;
  unread: number;
  /** Whether somebody is typing there, in a room that isn't open. */
  typing: boolean;
}

/** One's rooms by name; those whose head has not come yet are left out. */
export function roomList(state: ChatState): ListedRoom[] {
  return remember(lists, state, state.listVersion, () => {
    const list: ListedRoom[] = [];
    for (const { room, role } of state.memberships.values()) {
      const known = header(state, room);
      if (!role || !known) continue;
      list.push({ room, name: known.name, topic: known.topic, private: known.private, role, unread: unread(state, room), typing: state.elsewhere.has(room) });
    }
    return list.sort((a, b) => formats().names.compare(a.name, b.name) || (a.room < b.room ? -1 : 1));
  });
}

/** How many rooms have something unread. */
export function unreadRooms(state: ChatState): number {
  return roomList(state).filter((room) => room.unread > 0).length;
}

export type Drawn =
  | { kind: "message"; message: Message }
  /** Numbers between two loaded ranges: `loadNewer` fills it from below. */
  | { kind: "gap"; from: number; to: number }
  | { kind: "pending"; entry: OutboxEntry };

/** What a room shows, top to bottom: messages inside the window, the gaps between its ranges, then what is on its way. */
export function drawn(state: ChatState, room: Id): Drawn[] {
  const held = state.rooms.get(room);
  if (!held) return pending(state, room).map((entry) => ({ kind: "pending", entry }));
  return remember(drawings, held, held.version, () => {
    const items: Drawn[] = [];
    const messages = [...held.messages.values()].sort((a, b) => a.number - b.number);
    let next = 0;
    let end: number | undefined;
    for (const range of held.window) {
      if (end !== undefined && range.from > end + 1) items.push({ kind: "gap", from: end + 1, to: range.from - 1 });
      for (let message; (message = messages[next]) && (range.to === undefined || message.number <= range.to); next++)
        items.push({ kind: "message", message });
      end = range.to;
    }
    if (end !== undefined && held.number > end) items.push({ kind: "gap", from: end + 1, to: held.number });
    for (const entry of pending(state, room)) items.push({ kind: "pending", entry });
    return items;
  });
}

/** A room's messages on their way, without those that are among its messages already. */
export function pending(state: ChatState, room: Id): OutboxEntry[] {
  const entries = state.outbox.filter((entry) => entry.room === room);
  const held = state.rooms.get(room);
  if (!entries.length || !held) return entries;
  const ids = new Set([...held.messages.values()].map((message) => message.id));
  return entries.filter((entry) => !ids.has(entry.id));
}

/** How many messages are not sent yet, over all rooms. */
export function unsent(state: ChatState): number {
  return state.outbox.filter((entry) => entry.state !== "sent").length;
}

/** Whether there is something older than what is loaded. */
export function hasOlder(room: RoomState): boolean {
  const first = room.window[0];
  return first !== undefined && first.from > Math.max(1, room.header?.floor ?? 1);
}

/** Whether the loaded part reaches to the newest message and follows it. */
export function atTail(room: RoomState): boolean {
  const last = room.window.at(-1);
  return last !== undefined && last.to === undefined;
}

/** Whether the whole member list is loaded. */
export function allMembers(room: RoomState): boolean {
  return room.membersWindow !== undefined && room.membersWindow.through === undefined;
}

export interface ListedMember {
  person: Id;
  name: string;
  /** Unique, where `name` is a display name. */
  userName: string;
  colour?: number;
  role: Role;
  presence: PresenceState;
}

/** A room's loaded members: who is here first, then by name. */
export function memberList(state: ChatState, room: RoomState): ListedMember[] {
  return remember(memberLists, room, room.membersVersion * 2 ** 24 + state.peopleVersion, () =>
    [...room.members.values()]
      .filter((member): member is Member & { role: Role } => member.role !== undefined)
      .map(({ person, role }) => ({
        person, role, name: personName(state, person), userName: userName(state, person), colour: chosenColour(state, person), presence: room.presence.get(person) ?? "offline",
      }))
      .sort((a, b) => rank[a.presence] - rank[b.presence] || formats().names.compare(a.name, b.name) || (a.person < b.person ? -1 : 1)));
}

const rank = { online: 0, away: 1, offline: 2 };

/** What a person is called: the display name, else the user name; a placeholder until either is known. */
export function personName(state: ChatState, person: Id): string {
  const known = state.people.get(person);
  return known?.displayName ?? known?.name ?? "…";
}

/** A person's user name, which nobody else has; a placeholder until it is known. */
export function userName(state: ChatState, person: Id): string {
  return state.people.get(person)?.name ?? "…";
}

/** The author colour that a person chose; none: the one that follows from the id. */
export function chosenColour(state: ChatState, person: Id): number | undefined {
  return state.people.get(person)?.colour;
}

/** How present a person is, where a room that is followed tells it; none: nobody knows. */
export function presenceOf(state: ChatState, person: Id): PresenceState | undefined {
  for (const room of state.rooms.values()) {
    if (room.watching !== "live" || room.memberCount > state.limits.presenceMembers || !room.members.get(person)?.role) continue;
    return room.presence.get(person) ?? "offline";
  }
  return undefined;
}

/** One's role in a room; none: not a member, so posting needs joining. */
export function myRole(state: ChatState, room: Id): Role | undefined {
  return state.memberships.get(room)?.role;
}

/** Who else is typing in a room now. */
export function typing(state: ChatState, room: RoomState, now: number): Id[] {
  return [...room.typing].filter(([person, until]) => until > now && person !== state.me).map(([person]) => person);
}

type Memory<T> = WeakMap<object, { version: number; value: T }>;
const lists: Memory<ListedRoom[]> = new WeakMap();
const drawings: Memory<Drawn[]> = new WeakMap();
const memberLists: Memory<ListedMember[]> = new WeakMap();

function remember<T>(memory: Memory<T>, owner: object, version: number, compute: () => T): T {
  const held = memory.get(owner);
  if (held?.version === version) return held.value;
  const value = compute();
  memory.set(owner, { version, value });
  return value;
}
