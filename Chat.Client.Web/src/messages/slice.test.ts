import { expect, test } from "vitest";
import type { Drawn } from "../engine/selectors";
import { around, bound, earlier, firstOf, follow, inSlice, later, whole } from "./slice";

const messages = (from: number, to: number): Drawn[] => Array.from({ length: to - from + 1 }, (_, at) => ({
  kind: "message",
  message: { id: `m${from + at}`, number: from + at, revision: 1, author: "ann", at: 0, text: "x", version: 1 },
}));

test("a small room is drawn whole", () => {
  const items = messages(1, 90);
  expect(follow(items, whole)).toBe(whole);
  expect(inSlice(items, whole)).toBe(items);
});

test("at the newest message of a large room only the end is drawn, and it is cut only now and then", () => {
  const slice = follow(messages(1, 1_000), whole);
  expect(slice).toEqual({ from: 941, to: Infinity });
  expect(follow(messages(1, 1_030), slice)).toBe(slice);
  expect(follow(messages(1, 1_031), slice).from).toBe(972);
});

test("a room that opens draws what fits the screen first", () => {
  expect(inSlice(messages(1, 200), firstOf(messages(1, 200), 0))).toHaveLength(25);
  expect(inSlice(messages(1, 200), firstOf(messages(1, 200), 40))).toHaveLength(54);
  expect(firstOf(messages(1, 10), 40)).toEqual(whole);
});

test("on a large screen more is drawn than fits it, so that nothing is loaded while nobody scrolls", () => {
  const slice = follow(messages(1, 1_000), whole, 80);
  expect(slice).toEqual({ from: 761, to: Infinity });
  expect(follow(messages(1, 1_120), slice, 80)).toBe(slice);
});

test("reading upward draws more above, and drops what lies far below", () => {
  const items = messages(1, 1_000);
  let slice = follow(items, whole);
  slice = earlier(items, slice);
  expect(slice).toEqual({ from: 881, to: Infinity });
  for (let i = 0; i < 20; i++) slice = earlier(items, slice);
  expect(slice).toEqual({ from: 0, to: 420 });
});

test("reading downward again ends at the newest message", () => {
  const items = messages(1, 1_000);
  let slice = { from: 0, to: 420 };
  for (let i = 0; i < 20; i++) slice = later(items, slice);
  expect(slice).toEqual({ from: 581, to: Infinity });
});

test("a jump draws what is around", () => {
  const items = messages(1, 1_000);
  expect(inSlice(items, around(items, 500)).length).toBe(240);
});

test("what comes while one reads further up is drawn up to a bound", () => {
  const slice = { from: 100, to: Infinity };
  expect(bound(messages(100, 500), slice, 120)).toBe(slice);
  expect(bound(messages(100, 2_000), slice, 120)).toEqual({ from: 0, to: 519 });
});

test("what is read stays drawn when a gap above or below it closes", () => {
  expect(bound(messages(1, 2_400), whole, 2_310)).toEqual({ from: 1_981, to: Infinity });
  expect(bound(messages(1, 2_400), whole, 1_200)).toEqual({ from: 990, to: 1_409 });
});

test("what waits to be sent is drawn with the newest only", () => {
  const entry = { id: "p", person: "me", room: "r", text: "x", composedAt: 0, tries: 0, state: "waiting" as const, stored: true };
  const items: Drawn[] = [...messages(1, 10), { kind: "pending", entry }];
  expect(inSlice(items, whole)).toHaveLength(11);
  expect(inSlice(items, { from: 0, to: 10 })).toHaveLength(10);
});
