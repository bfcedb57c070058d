// Times as people read them: by the device's own clock, zone and language.

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric" });

export function clockTime(at: number): string {
  return clock.format(at);
}

export function fullTime(at: number): string {
  return full.format(at);
}

/** The start of the local day that a time lies in. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** "Today", "Yesterday", "Friday 20 November", or with the year when it is another one. */
export function dayName(at: number, now: number): string {
  const then = startOfDay(at), today = startOfDay(now);
  if (then === today) return "Today";
  if (then === startOfDay(new Date(today).setDate(new Date(today).getDate() - 1))) return "Yesterday";
  if (new Date(at).getFullYear() !== new Date(now).getFullYear()) return inOrder(dayOfYear, at);
  return inOrder(day, at);
}

/** Weekday, day, month, year: without the commas of any one country. */
function inOrder(format: Intl.DateTimeFormat, at: number): string {
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  return (["weekday", "day", "month", "year"] as const).flatMap((type) => parts.get(type) ?? []).join(" ");
}
