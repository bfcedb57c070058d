import { afterEach, expect, test, vi } from "vitest";
import { english, languages, speak } from "../language/language";
import { clockTime, dayName, startOfDay } from "./dates";

vi.stubGlobal("document", { documentElement: {} });
afterEach(() => speak(english));

const now = new Date(2026, 10, 22, 9, 30).getTime();
const on = (...[month, day, hour = 12]: number[]) => new Date(2026, month! - 1, day, hour).getTime();

test("days are named as people name them", () => {
  expect(dayName(now, now)).toBe("Today");
  expect(dayName(on(11, 22, 0), now)).toBe("Today");
  expect(dayName(on(11, 21, 23), now)).toBe("Yesterday");
  expect(dayName(on(11, 20), now)).toBe("Friday, November 20");
  expect(dayName(new Date(2025, 11, 31).getTime(), now)).toBe("December 31, 2025");
});

test("a language writes its days in its own way, and so does a region", async () => {
  await speak(english, "en-GB");
  expect(dayName(on(11, 20), now)).toBe("Friday 20 November");
  expect(clockTime(on(11, 20, 15))).toBe("15:00");
  await speak(languages.find(({ tag }) => tag === "de")!);
  expect(dayName(now, now)).toBe("Heute");
  expect(dayName(on(11, 20), now)).toBe("Freitag, 20. November");
  expect(dayName(new Date(2025, 11, 31).getTime(), now)).toBe("31. Dezember 2025");
});

test("yesterday is the day before also when the clock was changed between", () => {
  expect(dayName(on(10, 25, 1), on(10, 26, 1))).toBe("Yesterday");
  expect(dayName(on(3, 29, 1), on(3, 30, 0))).toBe("Yesterday");
});

test("a day begins at local midnight", () => {
  expect(new Date(startOfDay(now)).getHours()).toBe(0);
});
