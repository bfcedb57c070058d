// The wire, as `Chat.Contracts` defines it; its doc comments are the reference. Times are milliseconds since 1970 UTC,
// ids are UUIDs, numbers and revisions stay below 2^53.

export const Protocol = { version: 1, hubPath: "/chat" } as const;

export type Id = string;

export interface Outcome<T> {
  ok: boolean;
  value?: T;
  error?: ChatError;
}

export type Done = Record<string, never>;

/** A refusal: what is wrong and what to do about it. */
export interface ChatError {
  code: ErrorCode | (string & {});
  /** A sentence for people that says what to do. */
  message: string;
  /** True: the same call will be refused again. */
  final: boolean;
  /** Milliseconds to wait before trying again. */
  retryAfter?: number;
  /** With `stale`: the message as it is now. */
  current?: Message;
}

export type ErrorCode =
  | "invalid" | "too_long" | "empty" | "forbidden_characters" | "not_found" | "forbidden" | "not_member" | "conflict"
  | "stale" | "name_taken" | "last_owner" | "rate" | "draining" | "busy" | "storage_full" | "unknown" | "signed_out"
  | "upgrade_required" | "hello_first" | "too_many_watches" | "wrong_password" | "locked_out" | "weak_password"
  | "setup_link_invalid" | "setup_required" | "registration_closed" | "foreign_origin" | "wrong_code";

// Hello

export interface Hello { protocol: number; client: string; hidden?: boolean; away?: boolean }

export interface Welcome {
  incarnation: string;
  name: string;
  person: Person;
  limits: Limits;
  beat: BeatTimes;
  protocol: number;
  oldestProtocol: number;
  time: number;
}

export interface BeatTimes { busy: number; quiet: number; hidden: number; deadline: number }

/** Sizes are bytes of UTF-8. */
export interface Limits {
  textBytes: number;
  postMessages: number;
  postBytes: number;
  watchItems: number;
  watches: number;
  pageMessages: number;
  pageBytes: number;
  catchUpRows: number;
  /** In UTF-16 units. */
  roomName: number;
  /** In UTF-16 units. */
  topic: number;
  /** In UTF-16 units. */
  displayName: number;
  presenceMembers: number;
}

export const defaultLimits: Limits = {
  textBytes: 16_384,
  postMessages: 50,
  postBytes: 96 * 1024,
  watchItems: 100,
  watches: 500,
  pageMessages: 50,
  pageBytes: 200 * 1024,
  catchUpRows: 1_000,
  roomName: 60,
  topic: 250,
  displayName: 64,
  presenceMembers: 200,
};

// Watch

export interface Cursor { revision: number; incarnation: string }
export interface WatchItem { scope: string; cursor?: Cursor }
export interface WatchRequest { items: WatchItem[] }
export interface WatchAnswers { answers: WatchAnswer[] }
export interface WatchAnswer {
  scope: string;
  kind: "snapshot" | "changes" | "reset" | "notFound" | "later" | (string & {});
  set?: ChangeSet;
  /** With a room's snapshot: the window's only range of messages is this number and all above it. */
  messagesFrom?: number;
}
export interface UnwatchRequest { scopes: string[] }

/** The current rows of a scope whose last revision lies in (`from`, `to`]: live events and catch-up answers alike. */
export interface ChangeSet {
  scope: string;
  from: number;
  to: number;
  head: number;
  incarnation: string;
  number?: number;
  room?: RoomHeader;
  members?: Member[];
  memberships?: Membership[];
  markers?: ReadMarker[];
  messages?: Message[];
  people?: Person[];
}

// Beat

export interface Beat { time: number; watched: ScopeHead[]; rooms?: RoomHead[]; noAnswer?: boolean }
export interface ScopeHead { scope: string; revision: number }
export interface BeatAnswer { hidden: boolean; away: boolean }
export interface RoomHead { room: Id; revision: number; number: number; header?: RoomHeader }
export interface HeadsRequest { after?: Id }
export interface HeadsPage { heads: RoomHead[]; next?: Id }
export interface HeadsChanged { rooms: RoomHead[] }
export interface Draining { retryAfter: number }
export interface SignedOut { message: string }

// Rooms

export interface RoomHeader {
  id: Id;
  revision: number;
  name: string;
  topic: string;
  private: boolean;
  createdAt: number;
  /** Messages below this number are gone by retention. */
  floor: number;
}

export type Role = "owner" | "member";
/** `role` is absent when they have left. */
export interface Member { person: Id; revision: number; role?: Role }
/** `role` is absent when left or removed. */
export interface Membership { room: Id; revision: number; role?: Role; joined: number }

export interface CreateRoom { request: Id; name: string; topic?: string; private: boolean }
export interface RenameRoom { room: Id; name: string }
export interface SetTopic { room: Id; topic: string }
export interface ListRooms { query?: string; after?: string; limit?: number }
export interface RoomsPage { rooms: RoomListing[]; next?: string }
export interface RoomListing { head: RoomHead; members: number; joined: boolean }
export interface ReadCommonRooms { person: Id }
export interface CommonRooms { rooms: { room: Id; role: Role }[] }
export interface JoinRoom { room: Id }
export interface LeaveRoom { room: Id }
export interface AddMember { room: Id; person: Id }
export interface RemoveMember { room: Id; person: Id }
export interface SetRole { room: Id; person: Id; role: Role }
export interface ReadMembers { room: Id; after?: Id; limit?: number }
/** The range covered is (`after`, `through`]; without `through` it reaches to the end of the list. */
export interface MembersPage {
  room: Id;
  asOf: number;
  incarnation: string;
  members: Member[];
  total: number;
  through?: Id;
  people: Person[];
}

// Messages

export interface Message {
  id: Id;
  number: number;
  revision: number;
  author: Id;
  at: number;
  composedAt?: number;
  /** Empty when deleted or a notice. */
  text: string;
  /** Above 1 it was edited. */
  version: number;
  deletedBy?: Id;
  notice?: Notice;
}
export interface Notice { kind: "created" | "renamed" | "topic" | (string & {}); value: string }

export interface PostMessages { room: Id; messages: NewMessage[] }
export interface NewMessage { id: Id; text: string; composedAt?: number; seen?: number }
export interface PostResults { results: PostResult[] }
export interface PostResult {
  id: Id;
  status: "ok" | "final" | "retry" | "not_tried" | (string & {});
  number?: number;
  at?: number;
  error?: ChatError;
}
export interface EditMessage { room: Id; id: Id; request: Id; version: number; text: string }
export interface Edited { version: number }
export interface DeleteMessage { room: Id; id: Id }
export interface ReadMessages { room: Id; before?: number; after?: number; around?: number; since?: number; limit?: number }
export interface MessagesPage {
  room: Id;
  asOf: number;
  incarnation: string;
  from: number;
  /** `from` − 1 when the page covers none. */
  to: number;
  number: number;
  floor: number;
  messages: Message[];
  people: Person[];
}

// Read markers

export interface ReadMarker { room: Id; revision: number; number: number; generation: number }
export interface MarkRead { room: Id; number: number; generation: number }
export interface MarkUnread { room: Id; number: number; generation: number }

// People

export interface Person {
  id: Id;
  revision: number;
  /** The user name, which nobody else has. */
  name: string;
  /** What they wish to be called; others may have the same. */
  displayName?: string;
  /** Which of the 12 author colours they chose; none: the one that follows from the id. */
  colour?: number;
  admin?: boolean;
}
export interface ReadPeople { ids: Id[] }
export interface FindPeople { text: string }
export interface SetProfile { displayName?: string; colour?: number }
export interface PeopleAnswer { asOf: number; people: Person[] }

// Presence

export interface PresenceChanged { room: Id; here: number; members: number; full?: boolean; people: PersonPresence[] }
export type PresenceState = "online" | "away" | "offline";
export interface PersonPresence { person: Id; state: PresenceState }
export interface Typing { room: Id }
export interface TypingChanged { room: Id; person: Id }

// Accounts

export interface ServerState { name: string; needsSetUp: boolean; registrationOpen: boolean; me?: Person }
export interface SetUp { token: string; userName: string; password: string; cookie: boolean }
export interface Register { userName: string; password: string; cookie: boolean }
export interface SignIn { userName: string; password: string; cookie: boolean; device?: string }
export interface SignedIn { person: Person; token?: string }
export interface ChangePassword { current: string; new: string }
export interface UserCode { code: string }
export interface DeviceAsks { userCode: string; device: string; askedAt: number }
export interface AnswerDevice { code: string; allow: boolean }
