const most = 300, little = 4;

/**
 * How long drawing rests after a draw that took so long, in milliseconds: what comes in takes a quarter of the thread at
 * most, so that a key pressed in a busy room is answered at once. A draw that costs little may follow with the next frame.
 */
export function restAfter(took: number): number {
  return took <= little ? 0 : Math.min(most, took * 3);
}
