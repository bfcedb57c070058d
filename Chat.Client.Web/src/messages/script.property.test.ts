import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Drawn } from "../engine/selectors";
import { script } from "./script";

// On a busy machine; the runs are counted, not timed.
vi.setConfig({ testTimeout: 120_000 });

const start = new Date(2026, 10, 20, 9).getTime();

/** A room's messages: times never go back, some are notices, between some there are gaps. */
const conversation = fc.array(fc.record({
  author: fc.constantFrom("me", "ann", "ben"), after: fc.integer({ min: 0, max: 20 * 3_600_000 }), notice: fc.boolean(), gap: fc.boolean(),
}), { maxLength: 60 }).chain((said) => fc.record({
  items: fc.constant(said.reduce<{ items: Drawn[]; at: number; number: number }>(({ items, at, number }, { author, after, notice, gap }) => {
    if (gap && items.length) items.push({ kind: "gap", from: number, to: number + 9 });
    const next = gap ? number + 10 : number;
    items.push({ kind: "message", message: {
      id: `m${next}`, number: next, revision: 1, author, at: at + after, text: "x", version: 1, ...(notice && { notice: { kind: "topic", value: "x" } }),
    } });
    return { items, at: at + after, number: next + 1 };
  }, { items: [], at: start, number: 1 }).items),
  unread: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
}));

test("every message stands there once, in its order, and every key is the only one", () => {
  fc.assert(fc.property(conversation, ({ items, unread }) => {
    const lines = script(items, "me", unread);
    const numbers = lines.flatMap((line) => line.kind === "message" || line.kind === "event" ? [line.message.number] : []);
    expect(numbers).toEqual(items.flatMap((item) => item.kind === "message" ? [item.message.number] : []));
    expect(lines.filter(({ kind }) => kind === "gap")).toHaveLength(items.filter(({ kind }) => kind === "gap").length);
    const keys = lines.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }));
});

test("a name stands wherever the speaker changes or a line comes between, and the line of the unread stands once", () => {
  fc.assert(fc.property(conversation, ({ items, unread }) => {
    const lines = script(items, "me", unread);
    let before: string | undefined;
    for (const line of lines) {
      if (line.kind !== "message") before = undefined;
      else {
        if (before !== line.message.author) expect(line.first).toBe(true);
        before = line.message.author;
      }
    }
    const news = lines.flatMap((line, at) => line.kind === "new" ? [at] : []);
    expect(news.length).toBeLessThanOrEqual(1);
    const unreadHeld = unread !== undefined && items.some((item) => item.kind === "message" && item.message.number === unread);
    expect(news.length).toBe(unreadHeld ? 1 : 0);
    for (const line of lines.slice(0, news[0])) if (news.length && line.kind === "message") expect(line.message.number).toBeLessThan(unread!);
  }));
});
