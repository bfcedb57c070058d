import type { ChatError, CommonRooms, Done, Edited, Id, Message, MessagesPage, Outcome, PeopleAnswer, Person, Role, RoomHead, RoomsPage, SetProfile } from "../contracts";
import type { ChatState } from "../engine/state";

export { openChat } from "./openChat";

/** The chat as the view sees it: a state to draw, and what a person can do. Made by `openChat`. */
export interface Chat {
  readonly state: ChatState;
  /** Calls `listener` after every change of the state, many changes at once where they come at once; returns the way to stop. */
  subscribe(listener: (state: ChatState) => void): () => void;

  /** Loads the outbox of whoever is signed in and connects. */
  start(): Promise<void>;
  /** Ends the connection; what waits in the outbox stays there. With `forget`, the rooms that are kept on the device don't. */
  stop(forget?: boolean): Promise<void>;
  /** Ends the session. With unsent messages and without `discardUnsent` it does nothing but tell how many there are. */
  /** With `away` also when the server can't be told: then the session there lasts on. */
  signOut(discardUnsent?: boolean, away?: boolean): Promise<SignOutResult>;
  /** Connects now instead of at `retryAt`. */
  reconnectNow(): void;
  /** Tells how present the person is; the page's own visibility and idleness are followed without this. */
  presence(hidden: boolean, away: boolean): void;

  /** Shows a room: loads it and follows it until `close`. */
  open(room: Id): void;
  close(room: Id): void;
  /** Loads the page before the part that holds this number; without one, before all that is loaded. */
  loadOlder(room: Id, number?: number): void;
  /** Loads the page after the part that holds this number; without one, it fills the lowest gap, from below. */
  loadNewer(room: Id, number?: number): void;
  /** Gives up what is loaded from a number to another, so that what is held stays bounded; it can be loaded again. */
  release(room: Id, from: number, to?: number): void;
  /** Loads the next page of the member list, until `allMembers` says that there is none. */
  loadMembers(room: Id): void;
  loadAround(room: Id, number: number): void;
  /** The first message at or after a time, as a page of one; where there is none, the newest. What is held of the room stays as it is. */
  since(room: Id, time: number): Promise<Outcome<MessagesPage>>;

  /** Writes a message: it is drawn at once and goes out by itself. Refused at once when its text can't be sent. */
  post(room: Id, text: string): Posted;
  /** Sends a refused or unconfirmed message again, as it is. */
  retry(id: Id): void;
  /** Drops a message that is not being sent. */
  discard(id: Id): void;
  /** Everything up to this number was shown to the person. */
  seen(room: Id, number: number): void;
  /** Makes everything above this number unread. */
  markUnread(room: Id, number: number): void;
  /** The person is typing; may be called at every key. */
  type(room: Id): void;

  /** Reads up to `limit` messages above a number, without keeping or showing them. */
  peek(room: Id, after: number, limit: number): Promise<Outcome<MessagesPage>>;
  edit(room: Id, message: Message, text: string): Promise<Outcome<Edited>>;
  delete(room: Id, message: Id): Promise<Outcome<Done>>;

  createRoom(room: { name: string; topic?: string; private: boolean }): Promise<Outcome<RoomHead>>;
  renameRoom(room: Id, name: string): Promise<Outcome<Done>>;
  setTopic(room: Id, topic: string): Promise<Outcome<Done>>;
  joinRoom(room: Id): Promise<Outcome<RoomHead>>;
  leaveRoom(room: Id): Promise<Outcome<Done>>;
  addMember(room: Id, person: Id): Promise<Outcome<Done>>;
  removeMember(room: Id, person: Id): Promise<Outcome<Done>>;
  setRole(room: Id, person: Id, role: Role): Promise<Outcome<Done>>;
  listRooms(query?: string, after?: string): Promise<Outcome<RoomsPage>>;
  /** One's rooms that another person is in as well, with that person's role in each. */
  commonRooms(person: Id): Promise<Outcome<CommonRooms>>;
  findPeople(text: string): Promise<Outcome<PeopleAnswer>>;
  /** How one is shown, whole: what is left out is taken away. */
  setProfile(profile: SetProfile): Promise<Outcome<Person>>;
}

/** `stored` ends with an error when the browser could not keep the message: then it is taken out again, give the text back. */
export type Posted = { id: Id; stored: Promise<ChatError | undefined> } | { error: ChatError };

export type SignOutResult = { signedOut: true; serverKnows: boolean } | { signedOut: false; unsent: number; error?: ChatError };
