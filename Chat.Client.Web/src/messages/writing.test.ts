import { expect, test } from "vitest";
import { bytesLeft, bytesOver, isSendKey, textFault } from "./writing";

const key = (more: Partial<KeyboardEvent>) => ({ key: "Enter", shiftKey: false, isComposing: false, keyCode: 13, ...more }) as KeyboardEvent;

test("Enter sends, Shift Enter doesn't", () => {
  expect(isSendKey(key({}))).toBe(true);
  expect(isSendKey(key({ shiftKey: true }))).toBe(false);
  expect(isSendKey(key({ key: "a" }))).toBe(false);
});

test("the Enter that ends a composition never sends", () => {
  expect(isSendKey(key({ isComposing: true }))).toBe(false);
  expect(isSendKey(key({ keyCode: 229 }))).toBe(false);
});

test("the limit counts bytes of UTF-8", () => {
  expect(bytesOver("a".repeat(10), 10)).toBe(0);
  expect(bytesOver("a".repeat(11), 10)).toBe(1);
  expect(bytesOver("語".repeat(4), 10)).toBe(2);
  expect(bytesOver("🌊".repeat(3), 10)).toBe(2);
  expect(textFault("a".repeat(1_234), 234)).toContain("1,000 bytes");
  expect(textFault("a", 10)).toBeUndefined();
});

test("what is left is told when it is little", () => {
  expect(bytesLeft("a".repeat(8_000), 10_000)).toBeUndefined();
  expect(bytesLeft("a".repeat(9_500), 10_000)).toBe(500);
  expect(bytesLeft("語".repeat(3_333), 10_000)).toBe(1);
  expect(bytesLeft("a".repeat(10_000), 10_000)).toBe(0);
  expect(bytesLeft("a".repeat(10_001), 10_000)).toBeUndefined();
  expect(bytesLeft("a".repeat(80), 100)).toBeUndefined();
});
