// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { betweenKeys } from "./gaps";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

const field = document.body.appendChild(document.createElement("textarea"));
const key = (value = "he") => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

test("nothing waits while nobody writes", () => {
  vi.advanceTimersByTime(10_000);
  const act = vi.fn();
  expect(betweenKeys(act)).toBe(false);
  vi.runAllTimers();
  expect(act).not.toHaveBeenCalled();
});

test("what comes while somebody writes is done once, when the next key has been shown", () => {
  key();
  const act = vi.fn();
  expect(betweenKeys(act)).toBe(true);
  vi.advanceTimersByTime(100);
  expect(act).not.toHaveBeenCalled();
  key();
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(1);
  key();
  vi.runAllTimers();
  expect(act).toHaveBeenCalledTimes(1);
});

test("it is done without a further key when whoever wrote has paused", () => {
  key();
  const act = vi.fn();
  betweenKeys(act);
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledTimes(1);
  expect(betweenKeys(act)).toBe(false);
});

test("who has sent what they wrote sees what comes of it at once", () => {
  key();
  const act = vi.fn();
  betweenKeys(act);
  key("");
  vi.advanceTimersByTime(100);
  expect(act).toHaveBeenCalledTimes(1);
  expect(betweenKeys(act)).toBe(false);
});
