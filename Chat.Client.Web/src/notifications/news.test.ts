import { expect, test } from "vitest";
import type { Message } from "../contracts";
import type { ChatState } from "../engine/state";
import { freshRooms, inert, newsOf } from "./news";

const said = (number: number, author: string, more: Partial<Message> = {}): Message =>
  ({ id: `m${number}`, number, revision: number, author, at: 0, text: `text ${number}`, version: 1, ...more });

test("a room is fresh above what was read and what was told", () => {
  const state = {
    memberships: new Map(["a", "b", "c", "left"].map((room) => [room, { room, revision: 1, role: room === "left" ? undefined : "member" }])),
    heads: new Map(["a", "b", "c", "left"].map((room) => [room, { room, revision: 1, number: 9 }])),
    markers: new Map(["a", "b", "c", "left"].map((room) => [room, { room, revision: 1, generation: 1, number: room === "b" ? 9 : 5 }])),
  } as unknown as ChatState;
  expect(freshRooms(state, new Map([["c", 8]]))).toEqual([{ room: "a", from: 6, to: 9 }, { room: "c", from: 9, to: 9 }]);
  expect(freshRooms(state, new Map([["a", 9], ["c", 12]]))).toEqual([]);
});

test("one's own messages, notices and what was deleted are no news", () => {
  const fresh = { room: "a", from: 6, to: 9 };
  const messages = [said(6, "me"), said(7, "ann", { notice: { kind: "topic", value: "" } }), said(8, "ann", { deletedBy: "ann" }), said(9, "me")];
  expect(newsOf(fresh, messages, "me")).toBeUndefined();
  expect(newsOf(fresh, [...messages, said(5, "ann")], "me")).toBeUndefined();
});

test("the last of several speaks, and the place is the first", () => {
  const fresh = { room: "a", from: 6, to: 9 };
  expect(newsOf(fresh, [said(6, "me"), said(7, "ann"), said(8, "ben"), said(9, "me")], "me"))
    .toEqual({ room: "a", number: 7, count: 2, author: "ben", text: "text 8" });
  // What was too far back to be read is counted.
  expect(newsOf({ room: "a", from: 1, to: 9 }, [said(8, "ann"), said(9, "ben")], "me"))
    .toEqual({ room: "a", number: 1, count: 9, author: "ben", text: "text 9" });
});

test.each([
  ["two\nlines\tand  more", "two lines and more"],
  ["turn\u202eed\u2066 round\u0007", "turned round"],
  ["a family 👨\u200d👩\u200d👧", "a family 👨\u200d👩\u200d👧"],
  ["<b>bold</b> & &amp;", "<b>bold</b> & &amp;"],
])("%j becomes %j", (text, line) => expect(inert(text)).toBe(line));

test("a long text is cut between its signs", () => {
  const line = inert("🌊".repeat(300));
  expect(line.endsWith("…")).toBe(true);
  expect([...line]).toHaveLength(140);
});
