import { expect, test } from "vitest";
import { lookClasses } from "./apply";
import { kept } from "./kept";
import { readSettings } from "./settings";

const plain = { theme: "system", density: "comfortable", textSize: "normal", notifications: "off", sound: false, clock: "language" };

test.each([undefined, null, 7, "dark", [], { theme: "pink", sound: "yes", density: null }])("of %j, the plain settings are made", (found) => {
  expect(readSettings(found)).toEqual(plain);
});

test("what is known is kept, what is not is left out", () => {
  expect(readSettings({ theme: "dark", sound: true, later: 1 })).toEqual({ ...plain, theme: "dark", sound: true });
});

test("only what differs from the plain look has a class", () => {
  expect(lookClasses(readSettings({}))).toEqual([]);
  expect(lookClasses(readSettings({ theme: "light", density: "compact", textSize: "larger" }))).toEqual(["light", "compact", "text-larger"]);
});

test("a value is kept on the device, and survives a device that keeps nothing", () => {
  const cells = new Map<string, string>();
  const storage = { getItem: (key: string) => cells.get(key) ?? null, setItem: (key: string, value: string) => void cells.set(key, value) } as Storage;
  const count = (found: unknown) => (typeof found === "number" ? found : 0);
  const store = kept("n", count, storage);
  let told = 0;
  store.subscribe(() => told++);
  store.set(3);
  expect([told, store.get(), kept("n", count, storage).get()]).toEqual([1, 3, 3]);

  cells.set("n", "{half");
  expect(kept("n", count, storage).get()).toBe(0);
  const full = kept("n", count, { getItem: () => null, setItem: () => { throw new Error("full"); } } as unknown as Storage);
  full.set(5);
  expect(full.get()).toBe(5);
});
