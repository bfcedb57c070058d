import type { Id, Message } from "../contracts";
import type { ChatState } from "../engine/state";

/** A room with messages that nobody has been told of. */
export interface Fresh { room: Id; /** The first of them, by number. */ from: number; to: number }

/** How far each room is read or told of. What is below needs no telling. */
export function freshRooms(state: ChatState, told: ReadonlyMap<Id, number>): Fresh[] {
  const fresh: Fresh[] = [];
  for (const { room, role } of state.memberships.values()) {
    const head = state.heads.get(room), marker = state.markers.get(room);
    if (!role || !head || !marker) continue;
    const from = Math.max(marker.number, told.get(room) ?? 0) + 1;
    if (from <= head.number) fresh.push({ room, from, to: head.number });
  }
  return fresh;
}

/** What a notification says of a room; who wrote the last message, and what, when that could be read. */
export interface News { room: Id; number: number; count: number; author?: Id; text?: string }

/**
 * News of the messages that were read of a fresh room; none when all of them are one's own, notices or deleted.
 * Of more messages than were read, those that weren't are counted as well.
 */
export function newsOf({ room, from, to }: Fresh, messages: readonly Message[], me: Id | undefined): News | undefined {
  const read = messages.filter(({ number }) => number >= from && number <= to).sort((a, b) => a.number - b.number);
  const heard = read.filter(({ author, notice, deletedBy }) => author !== me && !notice && !deletedBy);
  const last = heard.at(-1);
  if (!last) return undefined;
  const unread = read.length ? read[0]!.number - from : 0;
  return { room, number: unread ? from : heard[0]!.number, count: heard.length + unread, author: last.author, text: last.text };
}

const longest = 140;

/** A text as one short line that can do nothing: without what turns, hides or breaks a line. */
export function inert(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    // Joiners are kept: emoji and many scripts are written with them.
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, "")
    .trim();
  const signs = [...line];
  return signs.length <= longest ? line : `${signs.slice(0, longest - 1).join("").trimEnd()}…`;
}

/** A name inside a sentence, however it runs. */
export function isolated(name: string): string {
  return `\u2068${inert(name)}\u2069`;
}
