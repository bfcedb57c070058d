import { beforeEach, expect, test, vi } from "vitest";

interface Entry { state: unknown; path: string }

let entries: Entry[], at: number, sheets: typeof import("./sheets"), places: string[];

/** A history as browsers have it: steps are taken later, and told by an event. */
beforeEach(async () => {
  vi.resetModules();
  [entries, at, places] = [[{ state: null, path: "/" }], 0, []];
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  vi.stubGlobal("history", {
    get state() { return entries[at]!.state; },
    pushState: (state: unknown, _: string, path?: string) => { entries.splice(++at, Infinity, { state, path: path ?? entries[at - 1]!.path }); },
    replaceState: (state: unknown, _: string, path?: string) => { entries[at] = { state, path: path ?? entries[at]!.path }; },
    back: () => queueMicrotask(back),
  });
  sheets = await import("./sheets");
});

function back(): void {
  at = Math.max(0, at - 1);
  if (!sheets.tookSheets()) places.push(entries[at]!.path);
}

/** Goes to a place as the router does. */
function go(path: string): void {
  history[sheets.onSheet() ? "replaceState" : "pushState"](null, "", path);
}

const settled = () => new Promise<void>((resolve) => { queueMicrotask(() => queueMicrotask(() => queueMicrotask(resolve))); });

test("back closes what is on top, and then leads on", () => {
  go("/rooms/a");
  const one = vi.fn(), two = vi.fn();
  sheets.laySheet(one);
  sheets.laySheet(two);
  back();
  expect([one.mock.calls.length, two.mock.calls.length, places]).toEqual([0, 1, []]);
  back();
  expect([one.mock.calls.length, entries[at]!.path, places]).toEqual([1, "/rooms/a", []]);
  back();
  expect(places).toEqual(["/"]);
});

test("what is closed otherwise leaves no step behind", async () => {
  go("/rooms/a");
  const close = vi.fn();
  sheets.laySheet(close)();
  await settled();
  expect([at, close.mock.calls.length, places]).toEqual([1, 0, []]);
  back();
  expect(places).toEqual(["/"]);
});

test("a sheet that takes another's place takes its step", async () => {
  sheets.laySheet(() => {})();
  const close = vi.fn();
  const takeAway = sheets.laySheet(close);
  await settled();
  expect([at, entries.length]).toEqual([1, 2]);
  back();
  takeAway();
  await settled();
  expect([at, close.mock.calls.length]).toEqual([0, 1]);
});

test("a place that one goes to from a sheet takes its step, so that back leads to what was behind the sheet", async () => {
  const takeAway = sheets.laySheet(() => {});
  go("/rooms/b");
  takeAway();
  await settled();
  expect([at, entries[at]!.path]).toEqual([1, "/rooms/b"]);
  back();
  expect(places).toEqual(["/"]);
});

test("where there is no such gesture, sheets are no steps", () => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  sheets.laySheet(() => {})();
  expect(entries.length).toBe(1);
});
