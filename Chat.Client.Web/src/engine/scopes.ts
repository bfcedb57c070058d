import type { ChangeSet, Cursor, Id } from "../contracts";
import type { PageOfMembers, PageOfMessages } from "./pages";
import type { RoomState } from "./state";

/** Where the engine stands in a scope. */
export interface Scope {
  readonly name: string;
  cursor?: Cursor;
  head: number;
  watching: "no" | "asking" | "live";
  /** Sets that arrived while asking. */
  waiting: ChangeSet[];
  /** Whether sets were too many to wait: until the answer comes only `head` is noted. */
  overflowed: boolean;
  /** The `Watch` whose answer counts; that of an earlier one is ignored. */
  asked?: number;
  /** The revision that the last `Watch` was asked from; -1 for one without a cursor. */
  askedFrom: number;
  /** How many answers since it was caught up last have not led on. */
  fruitless: number;
  /** Whether the server has gone on from the cursor on this connection; until then it may be one that the database doesn't know. */
  accepted: boolean;
  /** Whether the server may follow it for this connection: it was asked to, whatever became of the answer. */
  mayBeWatched: boolean;
}

export interface HeldRoom extends RoomState, Scope {
  /** Pages that are older than the cursor, until the changes since are here. */
  aside: (PageOfMessages | PageOfMembers)[];
  /** The pages under way or aside; one that arrives and is not named here is void. */
  messagesPage?: PageOfMessages;
  membersPage?: PageOfMembers;
  /** A number to load around as soon as the room is live. */
  aroundWanted?: number;
  /** When `Type` may be sent again. */
  typeAgainAt: number;
  /** The number is what another run of the server told: the next one that is told replaces it. */
  numberIsOld: boolean;
  /** Counts closings, so that the least recently closed room is dropped first. */
  closedAs: number;
}

export function isRoom(scope: Scope): scope is HeldRoom {
  return scope.name.startsWith("room:");
}

/** Everything that the server had committed when it answered the `Watch` is held. */
export function isCaughtUp(scope: Scope): boolean {
  return scope.watching === "live" && (scope.cursor?.revision ?? 0) >= scope.head;
}

/** Takes the newest number that was told. */
export function raiseNumber(room: HeldRoom, number: number | undefined): void {
  if (number === undefined) return;
  room.number = room.numberIsOld ? number : Math.max(room.number, number);
  room.numberIsOld = false;
}

export function newScope(name: string): Scope {
  return { name, head: 0, watching: "no", waiting: [], overflowed: false, askedFrom: -1, fruitless: 0, accepted: false, mayBeWatched: false };
}

export function newRoom(id: Id): HeldRoom {
  return {
    ...newScope(`room:${id}`),
    id,
    version: 0,
    membersVersion: 0,
    opened: false,
    notFound: false,
    number: 0,
    members: new Map(),
    messages: new Map(),
    window: [],
    loading: false,
    presence: new Map(),
    here: 0,
    memberCount: 0,
    typing: new Map(),
    aside: [],
    typeAgainAt: 0,
    numberIsOld: false,
    closedAs: 0,
  };
}
