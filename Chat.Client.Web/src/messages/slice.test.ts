import { expect, test } from "vitest";
import type { Drawn } from "../engine/selectors";
import { around, bound, earlier, firstOf, follow, inSlice, later, spanOf, whole } from "./slice";

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
  expect(slice).toEqual({ from: 921, to: Infinity });
  for (let i = 0; i < 60; i++) slice = earlier(items, slice);
  expect(slice).toEqual({ from: 0, to: 120 });
  expect(inSlice(items, earlier(items, follow(items, whole, 100), 100))).toHaveLength(320);
});

test("reading downward again ends at the newest message", () => {
  const items = messages(1, 1_000);
  let slice = { from: 0, to: 120 };
  for (let i = 0; i < 60; i++) slice = later(items, slice);
  expect(slice).toEqual({ from: 881, to: Infinity });
});

test("a jump draws what is around", () => {
  const items = messages(1, 1_000);
  expect(inSlice(items, around(items, 500)).length).toBe(80);
  expect(inSlice(items, around(items, 500, 50)).length).toBe(200);
});

test("what comes while one reads further up is drawn up to a bound", () => {
  const slice = { from: 100, to: Infinity };
  expect(bound(messages(100, 239), slice, 120)).toBe(slice);
  expect(bound(messages(100, 2_000), slice, 120)).toEqual({ from: 0, to: 219 });
});

test("what is read stays drawn when a gap above or below it closes", () => {
  expect(bound(messages(1, 2_400), whole, 2_390)).toEqual({ from: 2_281, to: Infinity });
  expect(bound(messages(1, 2_400), whole, 1_200)).toEqual({ from: 1_140, to: 1_259 });
});

test("of what comes above or below, what is nearest is drawn, a step at a time", () => {
  const drawn = spanOf(messages(500, 560));
  expect(bound(messages(450, 560), whole, 510, drawn)).toEqual({ from: 480, to: Infinity });
  expect(bound(messages(500, 610), whole, 510, drawn)).toEqual({ from: 0, to: 580 });
  expect(bound(messages(480, 580), whole, 510, drawn)).toBe(whole);
  expect(earlier(messages(450, 560), { from: 480, to: Infinity })).toEqual({ from: 460, to: Infinity });
});

test("while something is written anew, nothing that is drawn goes", () => {
  const items = messages(1, 1_000), slice = { from: 301, to: 500 };
  expect(earlier(items, slice, Infinity)).toEqual({ from: 281, to: 500 });
  expect(later(items, slice, Infinity)).toEqual({ from: 301, to: 520 });
  expect(bound(items, slice, 310, undefined, Infinity)).toBe(slice);
});

test("a gap that is drawn counts for no message", () => {
  const gap: Drawn = { kind: "gap", from: 1, to: 499 };
  expect(spanOf([gap, ...messages(500, 560)])).toEqual({ from: 500, to: 560 });
  expect(spanOf([gap])).toBeUndefined();
});

test("what waits to be sent is drawn with the newest only", () => {
  const entry = { id: "p", person: "me", room: "r", text: "x", composedAt: 0, tries: 0, state: "waiting" as const, stored: true };
  const items: Drawn[] = [...messages(1, 10), { kind: "pending", entry }];
  expect(inSlice(items, whole)).toHaveLength(11);
  expect(inSlice(items, { from: 0, to: 10 })).toHaveLength(10);
  const many: Drawn[] = [...messages(1, 500), ...Array.from({ length: 40 }, (_, at): Drawn => ({ kind: "pending", entry: { ...entry, id: `p${at}` } }))];
  const tail = follow(many, whole), more = earlier(many, tail);
  expect(more).toEqual({ from: 461, to: Infinity });
  expect(follow(many, more)).toBe(more);
});
