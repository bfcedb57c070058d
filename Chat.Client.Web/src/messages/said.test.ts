import { expect, test } from "vitest";
import { blocks, spans } from "./said";

const hrefs = (text: string) => spans(text).flatMap((span) => span.kind === "link" ? [span.href] : []);
const shown = (text: string) => spans(text).map((span) => span.kind === "code" ? `\`${span.text}\`` : span.text).join("");

test("plain text stays as it is", () => {
  expect(blocks("one\ntwo")).toEqual([{ kind: "paragraph", spans: [{ kind: "text", text: "one\ntwo" }] }]);
});

test("an empty line begins a new paragraph", () => {
  expect(blocks("one\n\n\ntwo\n")).toHaveLength(2);
});

test("web addresses become links without the sentence's punctuation", () => {
  expect(hrefs("See https://a.example/x, http://b.example.")).toEqual(["https://a.example/x", "http://b.example/"]);
  expect(hrefs("(https://en.example/wiki/Tide_(sea))")).toEqual(["https://en.example/wiki/Tide_(sea)"]);
  expect(hrefs("看https://a.example/潮，好")).toEqual([encodeURI("https://a.example/潮")]);
});

test.each([
  "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "xhttps://a.example", "http://", "https:// a.example",
  "https://bank.example@evil.example/", "ftp://a.example", "https://[", "//a.example",
])("%s is no link", (text) => expect(hrefs(text)).toEqual([]));

test("an address ends where invisible characters would disguise it", () => {
  expect(hrefs("https://a.example/\u202egpj.exe")).toEqual(["https://a.example/"]);
});

test("nothing written is lost or added", () => {
  for (const text of ["a `b` c https://d.example. `", "``", "` `", "`a\nb`", "<b>&amp;", "https://x.example`code`"]) {
    expect(shown(text)).toBe(text);
  }
});

test("inline code is code, and holds no link", () => {
  expect(spans("run `curl https://a.example` now")).toEqual([
    { kind: "text", text: "run " },
    { kind: "code", text: "curl https://a.example" },
    { kind: "text", text: " now" },
  ]);
});

test("fenced code keeps its lines and spaces, with its language", () => {
  expect(blocks("look:\n```C#\nif (x)\n\n    y();\n```\ndone")).toEqual([
    { kind: "paragraph", spans: [{ kind: "text", text: "look:" }] },
    { kind: "code", language: "C#", text: "if (x)\n\n    y();" },
    { kind: "paragraph", spans: [{ kind: "text", text: "done" }] },
  ]);
});

test("a fence that nobody closes is text", () => {
  expect(blocks("```\nhalf")).toEqual([{ kind: "paragraph", spans: [{ kind: "text", text: "```\nhalf" }] }]);
});

/** A text of many messages: what looks back at every sign would take the square of that, which is minutes and more. */
const many = 64;

test.each([
  ["backticks", "`".repeat(16_384 * many)],
  ["backticks in lines", "`\n".repeat(8_192 * many)],
  ["fences", "```\n".repeat(4_096 * many)],
  ["half links", "https://".repeat(2_048 * many)],
  ["half links that are none", "https://@:".repeat(1_638 * many)],
  ["h", "h".repeat(16_384 * many)],
  ["brackets", "https://a.example/" + "(".repeat(8_000 * many) + ")".repeat(8_000 * many)],
  ["dots", "https://a.example/" + ".".repeat(16_000 * many)],
  ["one word", "x".repeat(16_384 * many)],
])("a hostile text of %s is read at once", (_, text) => {
  const began = performance.now();
  blocks(text);
  expect(performance.now() - began).toBeLessThan(60_000);
});
