import { newestHeld } from "../engine/releasing";
import type { Range, RoomState } from "../engine/state";
import { cut, inWindow } from "../engine/windows";

/** So many messages may be held of a room before what lies far away is given up. */
export const mostHeld = 800;

/** Kept above and below what is in view, and at the newest end. */
const near = 250, newest = 100;

/**
 * The numbers to give up: those far from what is being shown, though never the newest, so that the way back there is at
 * once. They go many together, so that reading on doesn't mean giving up at every page.
 */
export function excess(room: Pick<RoomState, "window" | "messages">, shown: { from: number; to: number }): Range[] {
  if (room.messages.size <= mostHeld) return [];
  const last = room.window.at(-1)!;
  const end = last.to ?? Math.max(last.from, newestHeld(room));
  const kept: Range[] = [{ from: shown.from - near, to: shown.to + near }];
  if (last.to === undefined) kept.push({ from: end - newest + 1 });
  let gone: Range[] = room.window.map(({ from, to }) => ({ from, to: to ?? end }));
  for (const range of kept) gone = cut(gone, range);
  // Where nothing is shown of what is held, everything would go.
  return room.window.some((range) => kept.some((near) => touches(range, near))) ? gone : [];
}

function touches(a: Range, b: Range): boolean {
  return inWindow([a], b.from) || inWindow([b], a.from);
}
