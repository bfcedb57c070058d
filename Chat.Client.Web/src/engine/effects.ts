import type { ChatError, Id, Outcome } from "../contracts";
import type { OutboxEntry } from "./state";

/** What the engine wants done. The shell does it and answers by an input. */
export type Effect =
  | { kind: "connect" }
  | { kind: "disconnect" }
  | { kind: "call"; id: number; method: string; args: object }
  /** A call whose answer nobody wants. */
  | { kind: "send"; method: string; args: object }
  | { kind: "store"; entry: StoredEntry }
  /** With a number: because it was sent. */
  | { kind: "forget"; id: Id; number?: number }
  /** The outbox of this person is wanted. */
  | { kind: "load"; person: Id }
  | { kind: "reply"; tag: string; outcome: Outcome<unknown> }
  | { kind: "changed" };

/** What of an outbox entry outlives the page. */
export interface StoredEntry {
  id: Id;
  person: Id;
  room: Id;
  text: string;
  composedAt: number;
  seen?: number;
  tries: number;
  /** Why it was refused, until it is tried again. */
  error?: ChatError;
}

export function toStored({ id, person, room, text, composedAt, seen, tries, error }: OutboxEntry): StoredEntry {
  return { id, person, room, text, composedAt, tries, ...(seen !== undefined && { seen }), ...(error && { error }) };
}
