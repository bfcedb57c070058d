import type { ChatError, Cursor, Id, Limits, Member, Membership, Message, Person, PresenceState, ReadMarker, RoomHead, RoomHeader } from "../contracts";

export type ConnectionState = "offline" | "connecting" | "live" | "signedOut" | "upgradeRequired";

/** What the engine holds. The engine alone writes it; a view reads it after `changed`, and the versions tell what to draw anew. */
export interface ChatState {
  /** Rises with every change anywhere. */
  version: number;
  /** Rises with every change of memberships, markers, heads or headers: what the room list shows. */
  listVersion: number;
  /** Rises with every change of `people`. */
  peopleVersion: number;

  connection: ConnectionState;
  /** While offline: when the next attempt is due, by the local clock. */
  retryAt?: number;
  /** Why there is no connection, as a sentence. */
  problem?: string;
  /** The community's name, once it is known. */
  server?: string;

  me?: Id;
  limits: Limits;
  people: Map<Id, Person>;
  memberships: Map<Id, Membership>;
  markers: Map<Id, ReadMarker>;
  heads: Map<Id, RoomHead>;
  /** Who is typing in rooms that are not open, where the server tells. */
  elsewhere: Map<Id, ReadonlySet<Id>>;
  /** In the order of writing, over all rooms. */
  outbox: OutboxEntry[];
  /** Rooms that are open, and those that were lately. */
  rooms: Map<Id, RoomState>;
}

/** A range of numbers; without `to` it is the tail and includes every future number. */
export interface Range { from: number; to?: number }

/** The member list from its beginning through a person; without one, to its end. */
export interface MembersWindow { through?: Id }

export interface RoomState {
  id: Id;
  /** Rises with every change in this room, its pending messages included. */
  version: number;
  /** Rises with every change of its members, of their presence, and of how it is followed: what the member list shows. */
  membersVersion: number;
  opened: boolean;
  watching: "no" | "asking" | "live";
  /** There is no such room for this person. */
  notFound: boolean;
  cursor?: Cursor;
  /** The newest revision known. */
  head: number;
  /** The newest number known. */
  number: number;
  header?: RoomHeader;
  /** Those who left stay as tombstones without a role. */
  members: Map<Id, Member>;
  /** What of the member list is loaded; one's own row is held besides. */
  membersWindow?: MembersWindow;
  messages: Map<number, Message>;
  /** Disjoint and ascending. */
  window: Range[];
  /** Whether a page of messages is being asked for. */
  loading: boolean;
  presence: Map<Id, PresenceState>;
  /** How many members are online or away. */
  here: number;
  memberCount: number;
  /** Who is typing, and until when. */
  typing: Map<Id, number>;
}

export type EntryState = "waiting" | "sending" | "sent" | "refused" | "unconfirmed";

/** A message of one's own on its way. */
export interface OutboxEntry {
  id: Id;
  person: Id;
  room: Id;
  text: string;
  composedAt: number;
  /** The newest number shown when it was written. */
  seen?: number;
  /** How often the connection broke with an error while it alone was in flight. */
  tries: number;
  state: EntryState;
  /** Whether it is on the device's disk: only then it may be sent. */
  stored: boolean;
  /** With `sent`. */
  number?: number;
  /** With `sent`: over a connection that has ended since. */
  sentEarlier?: boolean;
  /** With `refused`: why. */
  error?: ChatError;
}
