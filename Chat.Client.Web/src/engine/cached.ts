import type { Cursor, Id, Limits, Member, Membership, Message, Person, ReadMarker, RoomHead, RoomHeader } from "../contracts";
import type { Core } from "./core";
import { mergePeople } from "./people";
import { newRoom } from "./scopes";
import type { MembersWindow } from "./state";

// Rows that outlive the page. Each scope's rows come with the cursor at which they were complete, so the first `Watch`
// goes on from there, and whatever is stale is mended by the rules for every catch-up.

/** One's own scope, and the heads of one's rooms. */
export interface CachedSelf {
  cursor: Cursor;
  memberships: Membership[];
  markers: ReadMarker[];
  heads: RoomHead[];
  /** That of the connection they came by: another one may know less. */
  incarnation: string;
  server?: string;
  limits: Limits;
}

/** Names. Without a cursor they are drawn, and asked for again. */
export interface CachedPeople { cursor?: Cursor; rows: Person[] }

/** A room's newest messages. */
export interface CachedRoom {
  room: Id;
  /** The membership that they were read by: a later one begins anew. */
  joined: number;
  cursor: Cursor;
  number: number;
  header: RoomHeader;
  /** Where the messages begin; they reach to the newest. */
  from: number;
  messages: Message[];
  members: Member[];
  membersWindow?: MembersWindow;
  memberCount: number;
}

export interface CachedChat {
  self: CachedSelf;
  people: CachedPeople;
  /** The one that was visited last comes last. */
  rooms: CachedRoom[];
}

/** Puts the rows into an engine that has not heard of the person's rooms yet; else it knows better. */
export function seed(core: Core, { self, people, rooms }: CachedChat): boolean {
  const { state } = core;
  const person = core.person;
  if (!person || person.cursor) return false;
  person.cursor = self.cursor;
  person.head = self.cursor.revision;
  state.server ??= self.server;
  if (!core.socket) state.limits = self.limits;
  for (const membership of self.memberships) state.memberships.set(membership.room, membership);
  for (const marker of self.markers) state.markers.set(marker.room, marker);
  for (const head of self.heads) if (!state.heads.has(head.room)) state.heads.set(head.room, head);
  if (!core.people.cursor) {
    core.people.cursor = people.cursor;
    core.people.head = people.cursor?.revision ?? 0;
  }
  mergePeople(core, people.cursor ? people.rows : people.rows.map((row) => ({ ...row, revision: 0 })));
  for (const room of rooms) seedRoom(core, room);
  core.touchList();
  return true;
}

function seedRoom(core: Core, cached: CachedRoom): void {
  const membership = core.state.memberships.get(cached.room);
  if (!membership?.role || membership.joined !== cached.joined) return;
  // A view may have opened it already.
  const room = core.rooms.get(cached.room) ?? newRoom(cached.room);
  if (room.cursor) return;
  room.cursor = cached.cursor;
  room.head = cached.cursor.revision;
  room.number = cached.number;
  room.numberIsOld = true;
  room.header = cached.header;
  room.window = [{ from: cached.from }];
  room.membersWindow = cached.membersWindow;
  room.memberCount = cached.memberCount;
  room.closedAs = ++core.closings;
  for (const member of cached.members) room.members.set(member.person, member);
  for (const message of cached.messages) {
    room.messages.set(message.number, message);
    core.strangers.met(message.author);
    core.strangers.met(message.deletedBy);
  }
  for (const person of room.members.keys()) core.strangers.met(person);
  core.rooms.set(room.id, room);
  core.touchRoom(room);
}
