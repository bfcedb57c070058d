import { expect, test } from "vitest";
import type { Message } from "../contracts";
import type { Drawn } from "../engine/selectors";
import type { OutboxEntry } from "../engine/state";
import { script } from "./script";

const nine = new Date(2026, 10, 20, 9).getTime();
const minute = 60_000;

function said(number: number, author: string, at: number, more: Partial<Message> = {}): Drawn {
  return { kind: "message", message: { id: `m${number}`, number, revision: number, author, at, text: "x", version: 1, ...more } };
}
function waiting(id: string, composedAt: number): Drawn {
  const entry: OutboxEntry = { id, person: "me", room: "r", text: "x", composedAt, tries: 0, state: "waiting", stored: true };
  return { kind: "pending", entry };
}
function set(items: Drawn[], firstUnread?: number) {
  return script(items, "me", firstUnread).map((line) =>
    line.kind === "message" || line.kind === "pending" ? `${line.first ? "turn " : ""}${line.key}` : line.kind);
}

test("a day line stands above the first message of each day", () => {
  expect(set([said(1, "ann", nine), said(2, "ann", nine + 24 * 60 * minute)])).toEqual(["day", "turn m1", "day", "turn m2"]);
});

test("a turn is one person's run of messages within five minutes of its first", () => {
  expect(set([
    said(1, "ann", nine), said(2, "ann", nine + 4 * minute), said(3, "ann", nine + 5 * minute), said(4, "ben", nine + 5 * minute),
    said(5, "ann", nine + 5 * minute),
  ])).toEqual(["day", "turn m1", "m2", "turn m3", "turn m4", "turn m5"]);
});

test("a notice ends a turn and begins none", () => {
  const renamed = { notice: { kind: "renamed", value: "b" } };
  expect(set([said(1, "ann", nine), said(2, "ann", nine, renamed), said(3, "ann", nine)]))
    .toEqual(["day", "turn m1", "event", "turn m3"]);
});

test("the new line stands above the first unread message, and begins a turn", () => {
  expect(set([said(1, "ann", nine), said(2, "ann", nine), said(3, "ann", nine)], 2))
    .toEqual(["day", "turn m1", "new", "turn m2", "m3"]);
});

test("the new line stands below the day's line", () => {
  expect(set([said(1, "ann", nine), said(2, "ann", nine + 1_440 * minute)], 2)).toEqual(["day", "turn m1", "day", "new", "turn m2"]);
});

test("the new line stands nowhere when what is unread isn't loaded or all is read", () => {
  expect(set([said(1, "ann", nine)], 2)).toEqual(["day", "turn m1"]);
  expect(set([said(3, "ann", nine)], 2)).toEqual(["day", "turn m3"]);
  expect(set([said(1, "ann", nine)], undefined)).toEqual(["day", "turn m1"]);
});

test("what waits joins one's own turn", () => {
  expect(set([said(1, "me", nine), waiting("p1", nine + minute), waiting("p2", nine + 9 * minute)]))
    .toEqual(["day", "turn m1", "p1", "turn p2"]);
});

test("a clock that runs behind makes no day line", () => {
  expect(set([said(1, "ann", nine), waiting("p1", nine - 48 * 60 * minute)])).toEqual(["day", "turn m1", "turn p1"]);
});

test("after a gap the day and the turn are told again", () => {
  expect(set([said(1, "ann", nine), { kind: "gap", from: 2, to: 8 }, said(9, "ann", nine)]))
    .toEqual(["day", "turn m1", "gap", "day", "turn m9"]);
});
