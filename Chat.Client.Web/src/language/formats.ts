import { small } from "./digits";
import { tag } from "./language";

/** What `Intl` offers, as the page uses it, in one language. Each is made once, when it is first needed: making a formatter takes far longer than using it. */
export interface Formats {
  number: Intl.NumberFormat;
  /** Hours and minutes. */
  clock: Intl.DateTimeFormat;
  /** Everything, for those who look closely. */
  full: Intl.DateTimeFormat;
  /** A day of this year. */
  day: Intl.DateTimeFormat;
  /** A day of another year. */
  dayOfYear: Intl.DateTimeFormat;
  /** Names in order, however they are written. */
  names: Intl.Collator;
}

/** How hours are counted, if not as is usual where the language is spoken. */
let hours: "h23" | "h12" | undefined;

/** Counts hours in this way from now on; whoever shows times draws itself anew. */
export function countHours(cycle: "h23" | "h12" | undefined): void {
  hours = cycle;
}

/** The formatters of the chosen language, the same as long as neither it nor the way to count hours changes. */
export function formats(): Formats {
  const key = `${tag} ${hours}`;
  let made = known.get(key);
  if (!made) known.set(key, made = formatsOf(tag));
  return made;
}

/** A whole number with its separators. */
export function figures(count: number): string {
  return small(count) ?? formats().number.format(count);
}

/** Makes ready what shows times, while there is nothing to do: the first time that a page writes takes tens of milliseconds. */
export function warmUp(): void {
  formats().clock.format(0);
}

const known = new Map<string, Formats>();

function formatsOf(tag: string): Formats {
  const cycle = hours && { hourCycle: hours };
  return whenAsked<Formats>({
    number: () => new Intl.NumberFormat(tag),
    clock: () => new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", ...cycle }),
    full: () => new Intl.DateTimeFormat(tag, { dateStyle: "full", timeStyle: "medium", ...cycle }),
    day: () => new Intl.DateTimeFormat(tag, { weekday: "long", day: "numeric", month: "long" }),
    dayOfYear: () => new Intl.DateTimeFormat(tag, { day: "numeric", month: "long", year: "numeric" }),
    names: () => new Intl.Collator(tag, { sensitivity: "base", numeric: true }),
  });
}

/** Properties each of which is made when it is first read. */
function whenAsked<T extends object>(makers: { [Name in keyof T]: () => T[Name] }): T {
  const made = {} as T;
  for (const name in makers) {
    Object.defineProperty(made, name, {
      configurable: true,
      get() {
        const value = makers[name]();
        Object.defineProperty(made, name, { value });
        return value;
      },
    });
  }
  return made;
}
