import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Drawn } from "../engine/selectors";
import { itemsOf, runAt } from "./run";

// On a busy machine; the runs are counted, not timed.
vi.setConfig({ testTimeout: 120_000 });

const said = (number: number): Drawn =>
  ({ kind: "message", message: { id: `m${number}`, number, revision: 1, author: "ann", at: 0, text: "x", version: 1 } });
const waits: Drawn = { kind: "pending", entry: { id: "p", person: "me", room: "r", text: "x", composedAt: 0, tries: 0, state: "waiting", stored: true } };

/** What is held of a room: some missing, some held, and so on; perhaps the newest is not, and something waits to be sent. */
const rooms = fc.record({
  parts: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 6 }),
  older: fc.boolean(), tail: fc.boolean(), waiting: fc.boolean(),
}).map(({ parts, older, tail, waiting }) => {
  const items: Drawn[] = [];
  let number = older ? 11 : 1;
  for (const [held, missing] of parts) {
    if (items.length) {
      items.push({ kind: "gap", from: number, to: number + missing - 1 });
      number += missing;
    }
    for (let i = 0; i < held; i++) items.push(said(number++));
  }
  if (!tail) items.push({ kind: "gap", from: number, to: number + 4 });
  if (waiting) items.push(waits);
  return { items, older: older ? { from: 1, to: 10 } : undefined };
});

const numbers = (items: readonly Drawn[]) => items.flatMap((item) => item.kind === "message" ? [item.message.number] : []);

test("a run is neighbours only, with a gap at each end where it goes on", () => {
  fc.assert(fc.property(rooms, fc.nat(), ({ items, older }, at) => {
    const held = numbers(items), number = held[at % held.length]!;
    const run = itemsOf(items, runAt(items, number), older), shown = numbers(run);
    expect(shown).toContain(number);
    expect(shown).toEqual(shown.map((_, i) => shown[0]! + i));
    expect(held.includes(shown[0]! - 1)).toBe(false);
    expect(held.includes(shown.at(-1)! + 1)).toBe(false);
    if (shown[0]! > 1) expect(run[0]).toMatchObject({ kind: "gap", to: shown[0]! - 1 });
    const below = run[run.findLastIndex((item) => item.kind === "message") + 1];
    if (below && below !== waits) expect(below).toMatchObject({ kind: "gap", from: shown.at(-1)! + 1 });
    expect(below?.kind === "gap").toBe(items.some((item) => item.kind === "gap" && item.from > number));
  }));
});

test("the newest is a run with what waits to be sent, and every message is in one run", () => {
  fc.assert(fc.property(rooms, ({ items, older }) => {
    expect(itemsOf(items, runAt(items, Infinity), older).at(-1)).toBe(items.at(-1));
    const runs = new Map(numbers(items).map((number) => [runAt(items, number).begin, runAt(items, number)]));
    expect([...runs.values()].flatMap((run) => numbers(itemsOf(items, run, older)))).toEqual(numbers(items));
  }));
});
