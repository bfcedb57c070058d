/** The device's clock, but never backwards: a clock that is set back would stop every timer for as long. */
export function steadyClock(now: () => number = Date.now): () => number {
  let last = now();
  let ahead = 0;
  return () => {
    const time = now();
    if (time + ahead < last) ahead = last - time;
    return (last = time + ahead);
  };
}
