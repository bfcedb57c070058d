import { expect, test } from "vitest";
import { unreadLine } from "./unreadLine";

const opened = { settled: false };

test("the line waits for the read marker", () => {
  expect(unreadLine(opened, undefined, 7, true)).toBe(opened);
});

test("the line is set above the first unread message", () => {
  expect(unreadLine(opened, 4, 7, true)).toEqual({ settled: true, first: 5 });
  expect(unreadLine(opened, 7, 7, true)).toEqual({ settled: true });
});

test("the line stays while somebody looks, whatever comes and is read", () => {
  const line = { settled: true, first: 5 };
  expect(unreadLine(line, 9, 9, true)).toBe(line);
  const none = { settled: true };
  expect(unreadLine(none, 7, 9, true)).toBe(none);
});

test("while nobody looks, the next message gets a line", () => {
  const none = { settled: true };
  expect(unreadLine(none, 7, 7, false)).toBe(none);
  expect(unreadLine(none, 7, 8, false)).toEqual({ settled: true, first: 8 });
  expect(unreadLine({ settled: true, first: 8 }, 7, 12, false)).toEqual({ settled: true, first: 8 });
});

test("while nobody looks, the line goes once all was read elsewhere", () => {
  expect(unreadLine({ settled: true, first: 5 }, 9, 9, false)).toEqual({ settled: true });
});
