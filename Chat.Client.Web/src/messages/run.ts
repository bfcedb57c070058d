import { type Drawn, hasOlder } from "../engine/selectors";
import type { Range, RoomState } from "../engine/state";

/** From where to where a run reaches in what is held of a room. */
export interface Run { begin: number; end: number }

/**
 * The run of neighbours around a number. What is drawn is always one run: between two runs lies something that isn't
 * loaded, and whoever scrolls comes to it before they come to what lies beyond it.
 */
export function runAt(items: readonly Drawn[], number: number): Run {
  let begin = 0;
  for (const [at, item] of items.entries()) {
    if (item.kind !== "gap") continue;
    if (item.from > number) return { begin, end: at + 1 };
    begin = at;
  }
  return { begin, end: items.length };
}

/** What a run draws: a gap wherever it goes on above or below. */
export function itemsOf(items: readonly Drawn[], { begin, end }: Run, older: Range | undefined): readonly Drawn[] {
  if (begin === 0 && older?.to !== undefined) return [{ kind: "gap", from: older.from, to: older.to }, ...items.slice(0, end)];
  return begin === 0 && end === items.length ? items : items.slice(begin, end);
}

/** What of a room lies above all that is loaded. */
export function olderThan(room: RoomState): Range | undefined {
  return hasOlder(room) ? { from: Math.max(1, room.header?.floor ?? 1), to: room.window[0]!.from - 1 } : undefined;
}

/** Whether a number lies in what is loaded of a room. */
export function holds(room: RoomState, number: number): boolean {
  return room.window.some(({ from, to }) => from <= number && (to === undefined || number <= to));
}
