// Where the reader is in the log, told by the lines they see, so that what comes or goes elsewhere moves nothing.

const near = 48;

export interface Place {
  /** Whether the newest message is in view: then the log follows. */
  following: boolean;
  /** The log's own measures, to tell a scrolling reader from growing content. */
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
  /** Lines in view, and how far each is from the top of the log. */
  seen: { key: string; top: number }[];
}

export const atNewest: Place = { following: true, scrollTop: 0, scrollHeight: 0, clientHeight: 0, seen: [] };

export function place(log: HTMLElement): Place {
  const { scrollTop, scrollHeight, clientHeight } = log;
  const following = scrollHeight - scrollTop - clientHeight < near;
  const top = log.getBoundingClientRect().top;
  const seen: Place["seen"] = [];
  for (const line of linesInView(log)) {
    seen.push({ key: line.dataset.key!, top: line.getBoundingClientRect().top - top });
    if (seen.length === 8) break;
  }
  return { following, scrollTop, scrollHeight, clientHeight, seen };
}

/** Puts the reader back to where they were. What they scrolled since, without it having been noted yet, stays scrolled. */
export function restore(log: HTMLElement, before: Place): void {
  const scrolled = log.scrollTop - before.scrollTop;
  if (before.following) {
    const same = log.scrollHeight === before.scrollHeight && log.clientHeight === before.clientHeight;
    const end = log.scrollHeight - log.clientHeight;
    if (!same && (scrolled > -1 || log.scrollTop > end - 1)) log.scrollTop = end;
    return;
  }
  for (const { key, top } of before.seen) {
    const line = lineOf(log, key);
    if (!line) continue;
    const moved = line.getBoundingClientRect().top - log.getBoundingClientRect().top - top + scrolled;
    if (Math.abs(moved) >= .5) log.scrollTop += moved;
    return;
  }
}

/** The number of the newest message whose end is in view. */
export function newestInView(log: HTMLElement): number | undefined {
  const bottom = log.getBoundingClientRect().bottom + 4;
  let newest: number | undefined;
  for (const line of linesInView(log)) {
    if (line.dataset.number && line.getBoundingClientRect().bottom <= bottom) newest = Number(line.dataset.number);
  }
  return newest;
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
