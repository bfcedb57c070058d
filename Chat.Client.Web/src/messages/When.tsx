import { clockTime, fullTime } from "./dates";

export function When({ at }: { at: number }) {
  return <time class="when" dateTime={new Date(at).toISOString()} title={fullTime(at)}>{clockTime(at)}</time>;
}
