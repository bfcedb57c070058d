import { expect, test, vi } from "vitest";
import { newId } from "./uuid";

test("an id is a UUID of version 7 that carries its time", () => {
  const id = newId(0x0123_4567_89ab);
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("later ids sort after earlier ones, and no two are alike", () => {
  expect(newId(2_000_000_000_000) > newId(1_999_999_999_999)).toBe(true);
  expect(new Set(Array.from({ length: 1_000 }, () => newId(5))).size).toBe(1_000);
});

test("an id needs no secure context", () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal("crypto", { getRandomValues: getRandomValues.bind(crypto) });
  try {
    expect(newId()).toHaveLength(36);
  } finally {
    vi.unstubAllGlobals();
  }
});
