import { expect, test } from "vitest";
import type { Message } from "../contracts";
import type { RoomState } from "../engine/state";
import { dayOf, heldSince, numberAt, startOf } from "./places";

const room = "0195b3a2-7f00-7abc-8def-0123456789ab", other = "0195b3a2-7f00-7abc-8def-0123456789ac";
const at = "https://chat.example";

test.each([
  ["12", { room, number: 12 }],
  [" #1200 ", { room, number: 1200 }],
  ["1,200", { room, number: 1200 }],
  ["1.200.300", { room, number: 1200300 }],
  ["1 200", { room, number: 1200 }],
  ["١٢٠", { room, number: 120 }],
  [`${at}/rooms/${other}/7`, { room: other, number: 7 }],
  [`/rooms/${room}/7`, { room, number: 7 }],
  [`${at}/rooms/${room}`, undefined],
  [`https://elsewhere.example/rooms/${room}/7`, undefined],
  ["javascript:alert(1)", undefined],
  ["-3", undefined], ["1.5", undefined], ["1e3", undefined], ["twelve", undefined], ["", undefined], ["9".repeat(16), undefined],
])("%s", (typed, expected) => expect(numberAt(typed, room, at)).toEqual(expected));

test("a day begins where the clock on the wall begins it", () => {
  expect(startOf("2026-11-20")).toBe(new Date(2026, 10, 20).getTime());
  expect(dayOf(startOf("2026-02-28")!)).toBe("2026-02-28");
  expect(dayOf(new Date(2026, 0, 5, 23, 59).getTime())).toBe("2026-01-05");
  for (const no of ["2026-02-30", "2026-13-01", "26-01-01", "", "yesterday"]) expect(startOf(no)).toBeUndefined();
});

function roomWith(window: RoomState["window"], times: Record<number, number>): RoomState {
  const messages = new Map(Object.entries(times).map(([number, at]) => [Number(number), { number: Number(number), at } as Message]));
  return { window, messages, number: Math.max(...messages.keys()) } as RoomState;
}

test("what is loaded tells where a day begins, if the message before it is loaded too", () => {
  const held = roomWith([{ from: 10, to: 12 }, { from: 20 }], { 10: 100, 11: 200, 12: 200, 20: 500, 21: 600, 22: 700 });
  expect(heldSince(held, 150)?.number).toBe(11);
  expect(heldSince(held, 200)?.number).toBe(11);
  expect(heldSince(held, 601)?.number).toBe(22);
  // Between the ranges, before the first and after the last only the server knows.
  for (const time of [50, 100, 201, 499, 500, 701]) expect(heldSince(held, time)).toBeUndefined();
  expect(heldSince(roomWith([{ from: 1 }], { 1: 100, 2: 200 }), 50)?.number).toBe(1);
});
