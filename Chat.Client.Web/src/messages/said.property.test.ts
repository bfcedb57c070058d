import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { blocks, spans, type Span } from "./said";

// On a busy machine; the runs are counted, not timed.
vi.setConfig({ testTimeout: 120_000 });

const pieces = fc.array(fc.oneof(
  fc.constantFrom("a", "b", " ", "\n", "\n\n", "`", "```", "```js\n", "\n```\n", "https://a.example/x", "HTTP://b", "http", "(", ")", ".", ",", "!", "*", "<b>", "&", "\u202e", "\u200b"),
  fc.string({ maxLength: 6, unit: "grapheme" }),
), { maxLength: 40 }).map((all) => all.join(""));

const written = (span: Span) => span.kind === "code" ? `\`${span.text}\`` : span.text;
/** What a reader sees of a text; only space and the marks of code may go. */
const seen = (text: string) => text.replace(/[\s`]/g, "");

test("a paragraph's parts are its text: no character is lost, added or moved", () => {
  fc.assert(fc.property(pieces, (text) => {
    expect(spans(text).map(written).join("")).toBe(text);
  }), { numRuns: 1_000 });
});

test("a text's blocks say all that was written, in its order", () => {
  fc.assert(fc.property(pieces, (text) => {
    // The language of a fenced block is cut.
    fc.pre(!/```[^\n]{24}/.test(text));
    const shown = blocks(text).map((block) => block.kind === "code" ? block.language + block.text : block.spans.map(written).join(""));
    expect(seen(shown.join(""))).toBe(seen(text));
  }), { numRuns: 1_000 });
});

test("links lead over the web and nowhere else, to the address that is read", () => {
  fc.assert(fc.property(pieces, (text) => {
    for (const span of spans(text)) {
      if (span.kind !== "link") continue;
      const url = new URL(span.href);
      expect(["http:", "https:"]).toContain(url.protocol);
      expect(url.username + url.password).toBe("");
      expect(text).toContain(span.text);
    }
  }), { numRuns: 1_000 });
});
