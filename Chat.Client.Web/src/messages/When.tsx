import { clockTime, fullTime } from "./dates";

/** When something was said. With `full`, the whole date is told to whoever rests on it. */
export function When({ at, full = true }: { at: number; full?: boolean }) {
  return <time class="when" dateTime={new Date(at).toISOString()} title={full ? fullTime(at) : undefined}>{clockTime(at)}</time>;
}
