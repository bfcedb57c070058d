import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Drawn } from "../engine/selectors";
import { around, bound, earlier, follow, inSlice, later, numberOf, type Slice, whole } from "./slice";

// On a busy machine; the runs are counted, not timed.
vi.setConfig({ testTimeout: 120_000 });

/** Lines that a page may draw at most, whatever is held. */
const most = 140;

function room(runs: [number, number][], waiting: number): Drawn[] {
  const items: Drawn[] = [];
  let number = 1;
  for (const [missing, said] of runs) {
    if (missing && items.length) items.push({ kind: "gap", from: number, to: number + missing - 1 });
    number += missing;
    for (let i = 0; i < said; i++, number++)
      items.push({ kind: "message", message: { id: `m${number}`, number, revision: 1, author: "ann", at: 0, text: "x", version: 1 } });
  }
  for (let i = 0; i < waiting; i++)
    items.push({ kind: "pending", entry: { id: `p${i}`, person: "me", room: "r", text: "x", composedAt: 0, tries: 0, state: "waiting", stored: true } });
  return items;
}

const rooms = fc.tuple(fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 900 })), { maxLength: 5 }), fc.integer({ min: 0, max: 5 }))
  .map(([runs, waiting]) => room(runs, waiting));
const moves = fc.array(fc.oneof(
  fc.constant((items: Drawn[], slice: Slice) => follow(items, slice)),
  fc.constant((items: Drawn[], slice: Slice) => earlier(items, slice)),
  fc.constant((items: Drawn[], slice: Slice) => later(items, slice)),
  fc.integer({ min: 1, max: 4_000 }).map((number) => (items: Drawn[]) => around(items, number)),
), { maxLength: 30 });

test("however one goes, a bounded run of neighbouring lines is drawn", () => {
  fc.assert(fc.property(rooms, moves, (items, made) => {
    let slice: Slice = whole;
    for (const move of made) {
      slice = bound(items, move(items, slice), 0);
      const drawn = inSlice(items, slice);
      expect(drawn.length).toBeLessThanOrEqual(most);
      const first = items.indexOf(drawn[0]!);
      if (drawn.length) expect(drawn).toEqual(items.slice(first, first + drawn.length));
    }
  }));
});

test("going up reaches the first line, going down the last one, and what is in view meanwhile stays drawn", () => {
  fc.assert(fc.property(rooms, (items) => {
    let slice = bound(items, follow(items, whole), Infinity);
    for (let i = 0; i < 400 && inSlice(items, slice)[0] !== items[0]; i++) {
      const top = inSlice(items, slice)[0];
      slice = earlier(items, slice);
      expect(inSlice(items, slice)).toContain(top);
    }
    expect(inSlice(items, slice)[0]).toBe(items[0]);
    for (let i = 0; i < 400 && slice.to !== Infinity; i++) {
      const bottom = inSlice(items, slice).at(-1);
      slice = later(items, slice);
      expect(inSlice(items, slice)).toContain(bottom);
    }
    expect(inSlice(items, slice).at(-1)).toBe(items.at(-1));
  }));
});

test("what is jumped to is drawn, with what is around it", () => {
  fc.assert(fc.property(rooms, fc.nat(), (items, at) => {
    const held = items.filter((item) => item.kind === "message");
    fc.pre(held.length > 0);
    const target = held[at % held.length]!;
    expect(inSlice(items, around(items, numberOf(target)))).toContain(target);
  }));
});
