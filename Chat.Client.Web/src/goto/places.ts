import type { Id, Message } from "../contracts";
import type { RoomState } from "../engine/state";
import { parse } from "../routing/route";

/** Where a number or a link leads; none: it is neither. Other figures than 0 to 9 count as well. */
export function numberAt(typed: string, room: Id, origin: string): { room: Id; number: number } | undefined {
  const text = typed.trim();
  const plain = text.replace(/^#/, "").replace(/(?<=\p{Nd})[\s.,'’٬](?=\p{Nd}{3}(\P{Nd}|$))/gu, "");
  if (/^\p{Nd}{1,15}$/u.test(plain)) return { room, number: Number(latin(plain)) };
  let path = text;
  try {
    const url = new URL(text, origin);
    if (url.origin !== origin) return;
    path = url.pathname;
  } catch {
    return;
  }
  const route = parse(path);
  return route.at === "room" && route.number !== undefined ? { room: route.room, number: route.number } : undefined;
}

function latin(figures: string): string {
  return figures.replace(/\p{Nd}/gu, (figure) => {
    // The figures of a script stand in a row, beginning with its zero.
    let zero = figure.codePointAt(0)!;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && figure.codePointAt(0)! - zero < 9) zero--;
    return String(figure.codePointAt(0)! - zero);
  });
}

/** The first moment of a local day written as `2026-11-20`; none: it is no day. */
export function startOf(day: string): number | undefined {
  const parts = /^(\d{4,6})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return;
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
  const start = new Date(2000, month - 1, date);
  start.setFullYear(year, month - 1, date);
  return start.getMonth() === month - 1 && start.getDate() === date ? start.setHours(0, 0, 0, 0) : undefined;
}

/** A local day as date fields have it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The first message at or after a time, where what is loaded is enough to tell. */
export function heldSince(room: RoomState, since: number): Message | undefined {
  for (const { from, to } of room.window) {
    let low = from, high = Math.min(to ?? Infinity, room.number) + 1;
    while (low < high) {
      const middle = (low + high) >> 1, message = room.messages.get(middle);
      if (!message) return;
      if (message.at < since) low = middle + 1;
      else high = middle;
    }
    const found = room.messages.get(low);
    // What is before it has to be known too, or there is nothing before it.
    if (found && found.at >= since && (low > from || low <= Math.max(1, room.header?.floor ?? 1))) return found;
  }
  return;
}
