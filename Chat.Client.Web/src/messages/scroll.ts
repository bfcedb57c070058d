// Where the reader is in the log, told by the lines they see, so that what comes or goes elsewhere moves nothing.

const near = 48;

/** So much of the log's end lies below the line of who is typing, in pixels (talk.css): nobody can be sure to see what is there. */
const covered = 28;

export interface Place {
  /** Whether the newest message is in view: then the log follows. */
  following: boolean;
  /** The log's own measures, to tell a scrolling reader from growing content. */
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
  /** Lines in view, and how far each is from the top of the log; those that hold their place best come first. */
  seen: { key: string; top: number }[];
  /** The first number in view. */
  number?: number;
  /** The key of the last line that is drawn. */
  last?: string;
}

export const atNewest: Place = { following: true, scrollTop: 0, scrollHeight: 0, clientHeight: 0, seen: [] };

const manySeen = 8;

export function place(log: HTMLElement): Place {
  const { scrollTop, scrollHeight, clientHeight } = log;
  const following = scrollHeight - scrollTop - clientHeight < near;
  const top = log.getBoundingClientRect().top;
  // Whatever a line does that begins above the view, what is read below it stays; and the first line of all is drawn
  // in another way once its neighbour is loaded.
  const first = log.querySelector("[data-key]");
  const sure: Place["seen"] = [], unsure: Place["seen"] = [];
  let number: number | undefined;
  for (const line of linesInView(log)) {
    const seen = { key: line.dataset.key!, top: line.getBoundingClientRect().top - top };
    (seen.top > -1 && line !== first ? sure : unsure).push(seen);
    if (line.dataset.number) number ??= Number(line.dataset.number);
    if (sure.length === manySeen) break;
  }
  return { following, scrollTop, scrollHeight, clientHeight, seen: [...sure, ...unsure], ...(number !== undefined && { number }), last: lastKey(log) };
}

/** Puts the reader back to where they were; false when nothing of what they saw is there any more. What they scrolled since, without it having been noted yet, stays scrolled. */
export function restore(log: HTMLElement, before: Place): boolean {
  // Where there is less to scroll than before, the browser went back to the end by itself.
  const end = log.scrollHeight - log.clientHeight;
  const scrolled = log.scrollTop - Math.min(before.scrollTop, end);
  if (before.following) {
    const same = log.scrollHeight === before.scrollHeight && log.clientHeight === before.clientHeight;
    if (same || (scrolled <= -1 && log.scrollTop <= end - 1)) return true;
    // Something new is gone to; what only comes or goes above moves nothing.
    const short = before.last !== undefined && before.last === lastKey(log) ? before.scrollHeight - before.clientHeight - before.scrollTop - scrolled : 0;
    log.scrollTop = end - Math.max(0, short);
    return true;
  }
  for (const { key, top } of before.seen) {
    const line = lineOf(log, key);
    if (!line) continue;
    const moved = line.getBoundingClientRect().top - log.getBoundingClientRect().top - top + scrolled;
    if (Math.abs(moved) >= .5) log.scrollTop += moved;
    return true;
  }
  return before.seen.length === 0;
}

function lastKey(log: HTMLElement): string | undefined {
  return (log.querySelector("ol")?.lastElementChild as HTMLElement | null | undefined)?.dataset.key;
}

/** The number of the newest message whose end is in view. */
export function newestInView(log: HTMLElement): number | undefined {
  const bottom = log.getBoundingClientRect().bottom - covered + 4;
  let newest: number | undefined;
  for (const line of linesInView(log)) {
    if (line.dataset.number && line.getBoundingClientRect().bottom <= bottom) newest = Number(line.dataset.number);
  }
  return newest;
}

/** What is in view: how many lines, those too that wait to be sent, and the first and the last number of which something is. */
export function viewOf(log: HTMLElement): { lines: number; numbers?: { from: number; to: number } } {
  const lines = [...linesInView(log)], numbers = lines.flatMap(({ dataset }) => dataset.number ?? []).map(Number);
  return numbers.length ? { lines: lines.length, numbers: { from: numbers[0]!, to: numbers.at(-1)! } } : { lines: lines.length };
}

export function lineOf(log: HTMLElement, key: string): HTMLElement | null {
  return log.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

export function lineOfNumber(log: HTMLElement, number: number): HTMLElement | null {
  return log.querySelector(`[data-number="${number}"]`);
}

/** Brings a line to a place between the top (0) and the bottom (1) of the log. */
export function bring(log: HTMLElement, line: HTMLElement, at: number): void {
  const { top, height } = line.getBoundingClientRect();
  const frame = log.getBoundingClientRect();
  log.scrollTop += top - frame.top - Math.max(0, frame.height - height) * at;
}

/** The lines with a key that are in view, found by halving. */
function* linesInView(log: HTMLElement): Generator<HTMLElement> {
  const lines = log.querySelector("ol")?.children;
  if (!lines) return;
  const frame = log.getBoundingClientRect();
  let low = 0, high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.getBoundingClientRect().bottom <= frame.top) low = middle + 1;
    else high = middle;
  }
  for (; low < lines.length; low++) {
    const line = lines[low] as HTMLElement;
    if (line.getBoundingClientRect().top >= frame.bottom) return;
    if (line.dataset.key) yield line;
  }
}

/** Whether a line is in view, in part at least. */
export function inView(log: HTMLElement, line: HTMLElement): boolean {
  const frame = log.getBoundingClientRect(), { top, bottom } = line.getBoundingClientRect();
  return bottom > frame.top + 1 && top < frame.bottom - covered - 1;
}
