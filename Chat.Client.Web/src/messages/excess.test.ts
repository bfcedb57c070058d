import { expect, test } from "vitest";
import type { Range } from "../engine/state";
import { cut } from "../engine/windows";
import { excess, mostHeld } from "./excess";

function room(window: Range[], newest: number) {
  const messages = new Map<number, any>();
  for (const { from, to } of window) for (let number = from; number <= (to ?? newest); number++) messages.set(number, {});
  return { window, messages };
}

test("nothing goes while little is held", () => {
  expect(excess(room([{ from: 1 }], mostHeld), { from: 1, to: 20 })).toEqual([]);
});

test("while the newest is read, what is far above goes", () => {
  expect(excess(room([{ from: 1 }], 2_000), { from: 1_980, to: 2_000 })).toEqual([{ from: 1, to: 1_729 }]);
});

test("while one reads far above, what lies between there and the newest goes, and the newest stay", () => {
  expect(excess(room([{ from: 1 }], 2_000), { from: 500, to: 520 })).toEqual([{ from: 1, to: 249 }, { from: 771, to: 1_900 }]);
});

test("places that were jumped to and left go", () => {
  expect(excess(room([{ from: 100, to: 150 }, { from: 900, to: 1_700 }, { from: 5_000 }], 5_100), { from: 1_300, to: 1_320 }))
    .toEqual([{ from: 100, to: 150 }, { from: 900, to: 1_049 }, { from: 1_571, to: 1_700 }, { from: 5_000, to: 5_000 }]);
});

test("a room whose newest isn't held keeps what is around the reader", () => {
  expect(excess(room([{ from: 1, to: 1_000 }], 1_000), { from: 400, to: 420 })).toEqual([{ from: 1, to: 149 }, { from: 671, to: 1_000 }]);
});

test("what is left is well below the bound, so that not every page makes some go", () => {
  const held = room([{ from: 1 }], 200_000);
  let window: Range[] = held.window;
  for (const range of excess(held, { from: 100_000, to: 100_040 })) window = cut(window, range);
  expect(window).toEqual([{ from: 99_750, to: 100_290 }, { from: 199_901 }]);
});
