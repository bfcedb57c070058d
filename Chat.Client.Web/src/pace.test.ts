import { expect, test } from "vitest";
import { restAfter } from "./pace";

test("a draw that costs little may follow with the next frame", () => {
  expect(restAfter(0)).toBe(0);
  expect(restAfter(4)).toBe(0);
});

test("a dear one leaves the thread three times as long to whoever types, but news never wait for long", () => {
  expect(restAfter(20)).toBe(60);
  expect(restAfter(5_000)).toBe(300);
});
