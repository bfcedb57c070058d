import { expect, test } from "vitest";
import { defaultLimits } from "../contracts";
import { jsonBytes, normalizeText, refuseText, utf8Bytes } from "./text";

const refused = (text: string) => refuseText(text, defaultLimits)?.code;

test("lines end with LF", () => {
  expect(normalizeText("a\r\nb\rc\nd\r\r\ne")).toBe("a\nb\nc\nd\n\ne");
});

test("a text with nothing to show is empty", () => {
  for (const text of ["", " ", "\n\t ", "\u00a0\u2003\u3000", "\u0085\u2028"]) expect(refused(text)).toBe("empty");
  expect(refused(" a ")).toBeUndefined();
});

test("a text has as many bytes of UTF-8 as are allowed, and no more", () => {
  expect(refused("a".repeat(16_384))).toBeUndefined();
  expect(refused("a".repeat(16_385))).toBe("too_long");
  expect(refused("é".repeat(8_192))).toBeUndefined();
  expect(refused("é".repeat(8_193))).toBe("too_long");
  expect(refused("🎈".repeat(4_096))).toBeUndefined();
  expect(refused("🎈".repeat(4_096) + "a")).toBe("too_long");
});

test("control characters other than tab and line feed are refused, and so is half a character", () => {
  for (let code = 0; code < 0x20; code++) {
    const allowed = code === 0x09 || code === 0x0a;
    expect(refused(`a${String.fromCharCode(code)}b`)).toBe(allowed ? undefined : "forbidden_characters");
  }
  expect(refused("a\x7f")).toBe("forbidden_characters");
  expect(refused("a\ud83d")).toBe("forbidden_characters");
  expect(refused("\udc00a")).toBe("forbidden_characters");
  expect(refused("👩‍👩‍👧‍👦 \u0085x ئۇيغۇرچە")).toBeUndefined();
});

test("what a message is taken to need is never less than its JSON", () => {
  for (const text of ["plain", "\"\\\t\n", "é中🎈", "<&'+>"]) {
    const json = JSON.stringify({
      id: "01234567-89ab-7cde-8f01-23456789abcd", text, composedAt: 1_999_999_999_999, seen: 123_456_789,
    });
    expect(jsonBytes(text)).toBeGreaterThanOrEqual(utf8Bytes(json));
  }
});
