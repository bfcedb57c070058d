import { expect, test } from "vitest";
import { authorIndex, fnv1a32, initials } from "./initials";

test("the hash is FNV-1a of 32 bits", () => {
  expect(fnv1a32("")).toBe(0x811c9dc5);
  expect(fnv1a32("a")).toBe(0xe40c292c);
  expect(fnv1a32("foobar")).toBe(0xbf9cf968);
});

test("an author's colour is one of twelve and doesn't depend on the case of the id", () => {
  const id = "0195b3a2-7f00-7abc-8def-0123456789ab";
  expect(authorIndex(id)).toBeGreaterThanOrEqual(1);
  expect(authorIndex(id)).toBeLessThanOrEqual(12);
  expect(authorIndex(id.toUpperCase())).toBe(authorIndex(id));
});

test("a chosen colour is taken, unless there is no such colour", () => {
  const id = "0195b3a2-7f00-7abc-8def-0123456789ab";
  expect(authorIndex(id, 7)).toBe(7);
  for (const wrong of [0, 13, -1, 1.5, NaN]) expect(authorIndex(id, wrong)).toBe(authorIndex(id));
});

test.each([["ines", "I"], ["ines.duarte", "ID"], ["ada_king-lovelace", "AL"], ["林美玲", "林"], ["יוסף.לוי", "יל"], ["Kai Holm 🚣", "KH"], ["🚣 Kai", "K"], ["(Ada) King", "AK"], ["🚣🌊", "🚣"], ["…", "…"], ["", ""]])(
  "%s has the initials %s", (name, expected) => expect(initials(name)).toBe(expected));
