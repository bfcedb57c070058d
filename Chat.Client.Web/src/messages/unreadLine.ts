/** Where the line "New" stands in an open room. */
export interface UnreadLine {
  /** Whether the room's read marker was known yet. */
  settled: boolean;
  /** The first unread number; none: all was read. */
  first?: number;
}

/**
 * The line is set when the room opens and stays where it is as long as somebody looks, so that nothing jumps while one
 * reads. While nobody looks, it goes once all is read, and comes back above the next message.
 */
export function unreadLine(held: UnreadLine, marker: number | undefined, newest: number | undefined, attentive: boolean): UnreadLine {
  if (marker === undefined || newest === undefined || (held.settled && attentive)) return held;
  if (newest <= marker) return held.settled && held.first === undefined ? held : { settled: true };
  return held.first === undefined ? { settled: true, first: marker + 1 } : held;
}
