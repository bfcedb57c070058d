import type { Range } from "./state";

export function inWindow(window: readonly Range[], number: number): boolean {
  return window.some(({ from, to }) => number >= from && (to === undefined || number <= to));
}

/** Adds a range; ranges that overlap or touch become one. */
export function join(window: readonly Range[], added: Range): Range[] {
  if (added.to !== undefined && added.to < added.from) return [...window];
  let { from, to } = added;
  const apart: Range[] = [];
  for (const range of window) {
    const below = range.to !== undefined && range.to < from - 1;
    const above = to !== undefined && range.from > to + 1;
    if (below || above) apart.push(range);
    else {
      from = Math.min(from, range.from);
      to = to === undefined || range.to === undefined ? undefined : Math.max(to, range.to);
    }
  }
  return [...apart, rangeOf(from, to)].sort((a, b) => a.from - b.from);
}

/** Takes a range out: one that it lies inside becomes two. */
export function cut(window: readonly Range[], gone: Range): Range[] {
  return window.flatMap(({ from, to }) => {
    const rest: Range[] = [];
    if (from < gone.from) rest.push(rangeOf(from, to === undefined || to >= gone.from ? gone.from - 1 : to));
    if (gone.to !== undefined && (to === undefined || to > gone.to)) rest.push(rangeOf(Math.max(from, gone.to + 1), to));
    return rest;
  });
}

/** Cuts off what lies below the floor. */
export function raise(window: readonly Range[], floor: number): Range[] {
  return window
    .filter(({ to }) => to === undefined || to >= floor)
    .map(({ from, to }) => rangeOf(Math.max(from, floor), to));
}

function rangeOf(from: number, to: number | undefined): Range {
  return to === undefined ? { from } : { from, to };
}
