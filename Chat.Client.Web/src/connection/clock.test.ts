import { expect, test } from "vitest";
import { steadyClock } from "./clock";

test("a clock that is set back goes on from where it was", () => {
  let time = 1_000;
  const now = steadyClock(() => time);
  time = 1_500;
  expect(now()).toBe(1_500);
  time = 200;
  expect(now()).toBe(1_500);
  time = 300;
  expect(now()).toBe(1_600);
});
