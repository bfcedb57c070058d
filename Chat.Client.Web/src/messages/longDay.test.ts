import { expect, test, vi } from "vitest";
import { World } from "../engine/model/world";
import { room } from "../engine/model/server";
import { excess } from "./excess";

// On a busy machine; the runs are counted, not timed.
vi.setConfig({ testTimeout: 120_000 });

/** What the message list does after each drawing, for a reader who sees these numbers. */
function trim(world: World, shown: { from: number; to: number }): void {
  const held = world.room!;
  for (const { from, to } of excess(held, shown)) world.input((engine, now) => engine.release(now, room, from, to));
}

test("five thousand messages come while the newest is read, or while one reads far above: little is held", () => {
  for (const reading of ["newest", "above"]) {
    const world = new World();
    world.others(300);
    world.calm();
    for (let i = 0; i < 100; i++) {
      world.others(50);
      world.deliver(Infinity);
      const { number } = world.room!;
      trim(world, reading === "newest" ? { from: number - 20, to: number } : { from: 296, to: 300 });
      expect(world.room!.messages.size).toBeLessThanOrEqual(900);
      expect(world.drawn.at(-1)).toMatchObject({ kind: "message", message: { number } });
    }
    const kept = reading === "newest" ? 5_290 : 298;
    expect(world.room!.messages.get(kept)?.number).toBe(kept);
  }
});

test("one reads up through a whole history: little is held on the way, and the newest stays", () => {
  const world = new World();
  world.others(3_000);
  world.calm();
  let at = 3_000;
  for (let turns = 0; at > 1 && turns < 5_000; turns++) {
    const range = world.room!.window.find(({ from, to }) => from <= at && (to === undefined || at <= to))!;
    if (range.from < at) at = Math.max(range.from, at - 20);
    else world.input((engine, now) => engine.loadOlder(now, room, at));
    world.send(9);
    world.deliver(9);
    trim(world, { from: at, to: at + 20 });
    expect(world.room!.messages.size).toBeLessThanOrEqual(900);
    expect(world.room!.messages.has(3_000)).toBe(true);
  }
  expect(at).toBe(1);
});
