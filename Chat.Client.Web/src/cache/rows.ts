import type { Cursor, Id, Person } from "../contracts";
import type { CachedPeople, CachedRoom, CachedSelf } from "../engine/cached";
import { isAhead } from "../engine/incarnations";
import type { ChatState, RoomState } from "../engine/state";

/** What is kept at most. */
export const bounds = { rooms: 30, messages: 200, roomText: 256 * 1024, members: 200, people: 2_000, heads: 1_000 } as const;

/** What the cache looks at: the engine. */
export interface CacheSource {
  readonly state: ChatState;
  readonly cursors: ReadonlyMap<string, Cursor>;
  readonly incarnation: string | undefined;
  /** Rooms whose heads another run of the server told: once kept, they could not be told from this one's. */
  readonly oldHeads?: ReadonlySet<Id>;
}

/** One's own scope; none as long as it isn't known. */
export function selfOf({ state, cursors, incarnation, oldHeads }: CacheSource): CachedSelf | undefined {
  const cursor = state.me === undefined ? undefined : cursors.get(`person:${state.me}`);
  if (!cursor || incarnation === undefined) return undefined;
  const heads = [...state.heads.values()].filter(({ room }) => state.memberships.get(room)?.role && !oldHeads?.has(room));
  return {
    cursor,
    memberships: [...state.memberships.values()],
    markers: [...state.markers.values()],
    heads: heads.slice(0, bounds.heads),
    incarnation,
    ...(state.server !== undefined && { server: state.server }),
    limits: state.limits,
  };
}

/** A room's newest messages; none of a room that one isn't in, whose newest messages aren't held, or whose rows are newer than its cursor. */
export function roomOf(state: ChatState, room: RoomState): CachedRoom | undefined {
  const membership = state.memberships.get(room.id);
  if (isAhead(room.cursor, room.messages, room.members)) return undefined;
  const tail = room.window.at(-1);
  if (!membership?.role || !room.cursor || !room.header || room.notFound || !tail || tail.to !== undefined) return undefined;
  const messages = [];
  let { from } = tail;
  for (let number = room.number, text = 0; number >= tail.from; number--) {
    const message = room.messages.get(number);
    if (!message) continue;
    text += message.text.length;
    if (messages.length === bounds.messages || (messages.length && text > bounds.roomText)) {
      from = number + 1;
      break;
    }
    messages.push(message);
  }
  const members = [...room.members.values()].filter(({ role, person }) => role && (room.membersWindow || person === state.me));
  const fits = room.membersWindow && members.length <= bounds.members;
  return {
    room: room.id,
    joined: membership.joined,
    cursor: room.cursor,
    number: room.number,
    header: room.header,
    from,
    messages: messages.reverse(),
    members: fits ? members : members.filter(({ person }) => person === state.me),
    ...(fits && { membersWindow: room.membersWindow }),
    memberCount: room.memberCount,
  };
}

/** Whether a room's rows are others than those that a mark was taken of. */
export function markOf(room: RoomState): string {
  const { cursor, window, membersWindow, members } = room;
  return `${cursor?.revision} ${cursor?.incarnation} ${window.at(-1)?.from} ${membersWindow?.through ?? !!membersWindow} ${members.size}`;
}

/** The people whom the cached rooms name, with oneself first. */
export function peopleOf({ state, cursors }: CacheSource, rooms: Iterable<CachedRoom>): CachedPeople {
  const rows = new Map<Id, Person>();
  const add = (id: Id | undefined) => {
    const person = id === undefined ? undefined : state.people.get(id);
    if (person && rows.size < bounds.people) rows.set(person.id, person);
  };
  add(state.me);
  for (const { messages, members } of rooms) {
    for (const { author, deletedBy } of messages) {
      add(author);
      add(deletedBy);
    }
    for (const { person } of members) add(person);
  }
  const cursor = cursors.get("people");
  return { ...(cursor && { cursor }), rows: [...rows.values()] };
}

/** What another tab kept and this one doesn't know stays, as of the older of both cursors: so each row is as new as the cursor says. */
export function joinPeople(held: CachedPeople | undefined, own: CachedPeople): CachedPeople {
  const known = new Set(own.rows.map(({ id }) => id));
  const extras = held?.rows.filter(({ id }) => !known.has(id)) ?? [];
  if (!extras.length || !held?.cursor || held.cursor.incarnation !== own.cursor?.incarnation) return own;
  const cursor = held.cursor.revision < own.cursor.revision ? held.cursor : own.cursor;
  return { cursor, rows: [...own.rows, ...extras].slice(0, bounds.people) };
}

/** Whether what is held is to stay: it is newer, or as new and more. Of another run of the server, the later writer knows better. */
export function isBetter(held: { cursor: Cursor; messages?: unknown[] } | undefined, own: { cursor: Cursor; messages?: unknown[] }): boolean {
  if (!held || held.cursor.incarnation !== own.cursor.incarnation) return false;
  const ahead = held.cursor.revision - own.cursor.revision;
  return ahead > 0 || (ahead === 0 && (held.messages?.length ?? 0) > (own.messages?.length ?? 0));
}
