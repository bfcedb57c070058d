import type { Drawn } from "../engine/selectors";

/** The numbers that are drawn: a busy room may hold thousands of messages, a page draws a few screens of them. */
export interface Slice { from: number; to: number }

export const whole: Slice = { from: 0, to: Infinity };

/** So many lines are drawn at a time. Safari on phones, which this tells it from all others, loses a fling in which the place is set: there it is set less often. */
const step = globalThis.CSS?.supports("-webkit-touch-callout", "none") ? 60 : 20;

const leastFollowed = 60, leastAtFirst = 25;

/** How many lines are drawn at most around what is read: each frame in which some of them came costs what all of them do. */
const most = (inView: number) => Math.max(step * 6, inView * 4);

export function numberOf(item: Drawn): number {
  return item.kind === "message" ? item.message.number : item.kind === "gap" ? item.from : Infinity;
}

export function inSlice(items: readonly Drawn[], slice: Slice): readonly Drawn[] {
  const begin = index(items, slice.from), end = endOf(items, slice);
  return begin === 0 && end === items.length ? items : items.slice(begin, end);
}

/** From the first to the last message of what is drawn. */
export function spanOf(items: readonly Drawn[]): Slice | undefined {
  const isMessage = ({ kind }: Drawn) => kind === "message", first = items.find(isMessage), last = items.findLast(isMessage);
  return first && last && { from: numberOf(first), to: numberOf(last) };
}

/**
 * While the newest is in view: drops what is far above, now and then and little at a time, for in a busy room that is work
 * between two keys. What is kept fills the log three times, so that the end of what is drawn is not in view's reach.
 */
export function follow(items: readonly Drawn[], slice: Slice, inView = 0): Slice {
  const tail = Math.max(leastFollowed, inView * 3), begin = index(items, slice.from);
  if (slice.to === Infinity && items.length - begin <= tail * 1.5) return slice;
  return cut(items, items.length - tail, items.length);
}

/** While a room opens at the newest: what will be in view, which a screen shows as many lines of as it did of another room. */
export function firstOf(items: readonly Drawn[], inView: number): Slice {
  return cut(items, items.length - Math.max(leastAtFirst, Math.ceil(inView * 1.25) + 4), items.length);
}

/** More above, and less below when it becomes too much. */
export function earlier(items: readonly Drawn[], slice: Slice, inView = 0): Slice {
  const begin = Math.max(0, index(items, slice.from) - step);
  return cut(items, begin, Math.min(endOf(items, slice), begin + most(inView)));
}

/** More below, and less above when it becomes too much. */
export function later(items: readonly Drawn[], slice: Slice, inView = 0): Slice {
  const end = Math.min(items.length, index(items, slice.to + 1) + step);
  return cut(items, Math.max(index(items, slice.from), end - most(inView)), end);
}

/** What is around a number. */
export function around(items: readonly Drawn[], number: number, inView = 0): Slice {
  const at = index(items, number), above = Math.max(step, inView);
  return cut(items, at - above, at + above * 3);
}

/**
 * While one reads further up: what comes meanwhile, above or below, is drawn a step at a time, for a page of history is work between
 * two frames, and only up to a bound around what is read. `drawn` is what was drawn before of the same run.
 */
export function bound(items: readonly Drawn[], slice: Slice, read: number, drawn?: Slice, inView = 0): Slice {
  const begin = index(items, slice.from), end = endOf(items, slice);
  const above = drawn ? index(items, drawn.from) - step : 0, below = drawn ? index(items, drawn.to + 1) + step : Infinity;
  if (begin < above || end > below) return bound(items, cut(items, Math.max(begin, above), Math.min(end, below)), read, undefined, inView);
  const room = most(inView);
  if (end - begin <= room + step) return slice;
  const first = Math.max(begin, Math.min(index(items, read) - room / 2, end - room));
  return cut(items, first, first + room);
}

function cut(items: readonly Drawn[], begin: number, end: number): Slice {
  const first = items[begin], last = items[end - 1];
  return {
    from: begin <= 0 || !first ? 0 : numberOf(first),
    to: end >= items.length || !last ? Infinity : numberOf(last),
  };
}

/** Behind the last item that is drawn; what waits to be sent has no number, and comes after all that has one. */
function endOf(items: readonly Drawn[], { to }: Slice): number {
  return to === Infinity ? items.length : index(items, to + 1);
}

/** The first item at or above a number. */
function index(items: readonly Drawn[], number: number): number {
  let low = 0, high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numberOf(items[middle]!) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
