import { afterEach, beforeEach, expect, test, vi } from "vitest";

/** A browser's audio: a page that was not touched may not sound, and what it asked for waits until it is. */
let notes: number, state: string, waiting: (() => void)[];

class FakeAudio {
  currentTime = 0;
  destination = {};
  get state() { return state; }
  resume = () => (state === "running" ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve)));
  createGain = () => ({ gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to: unknown) => to });
  createOscillator = () => ({ frequency: { value: 0 }, connect: (to: unknown) => to, start: () => { notes++; }, stop() {} });
}

beforeEach(() => {
  [notes, state, waiting] = [0, "suspended", []];
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal("AudioContext", FakeAudio);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what came while the page could not sound is not heard when it is touched", async () => {
  const { playSound } = await import("./sound");
  const asked = [playSound(), playSound(), playSound()];
  await vi.advanceTimersByTimeAsync(60_000);
  asked.push(playSound());
  await vi.advanceTimersByTimeAsync(60_000);
  state = "running";
  for (const resume of waiting) resume();
  await Promise.all(asked);
  expect(notes).toBe(0);
  await playSound();
  expect(notes).toBe(2);
});

test("what comes at once is heard once", async () => {
  const { playSound } = await import("./sound");
  const asked = [playSound(), playSound(), playSound()];
  state = "running";
  for (const resume of waiting) resume();
  await Promise.all(asked);
  expect(notes).toBe(2);
});
