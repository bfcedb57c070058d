// Times as people read them: by the device's own clock and zone, in the chosen language.

import { formats } from "../language/formats";
import { say } from "../language/language";

/** The minute that was told last: many messages are of one. No zone is off by less than a minute. */
let told: { minute: number; by: Intl.DateTimeFormat; as: string } | undefined;

export function clockTime(at: number): string {
  const minute = Math.floor(at / 60_000), by = formats().clock;
  if (told?.minute !== minute || told.by !== by) told = { minute, by, as: by.format(at) };
  return told.as;
}

export function fullTime(at: number): string {
  return formats().full.format(at);
}

/** The start of the local day that a time lies in. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** "Today", "Yesterday", "Friday 20 November" as the language and region write it, or with the year when it is another one. */
export function dayName(at: number, now: number): string {
  const then = startOfDay(at), today = startOfDay(now);
  if (then === today) return say.messages.today;
  if (then === startOfDay(new Date(today).setDate(new Date(today).getDate() - 1))) return say.messages.yesterday;
  if (new Date(at).getFullYear() !== new Date(now).getFullYear()) return formats().dayOfYear.format(at);
  return formats().day.format(at);
}
