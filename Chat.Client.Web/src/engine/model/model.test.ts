import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { header, unread } from "../selectors";
import { me, room, roomScope } from "./server";
import { World } from "./world";

// The gate plays the same games each time; MODEL_SEED=… MODEL_RUNS=… plays others.
const { env } = (globalThis as unknown as { process: { env: Record<string, string | undefined> } }).process;
const { MODEL_SEED = "20261128", MODEL_RUNS } = env;
const runs = { seed: Number(MODEL_SEED), ...(MODEL_RUNS !== undefined && { numRuns: Number(MODEL_RUNS) }) };

// On a busy machine; the runs are counted, not timed.
vi.setConfig({ testTimeout: 120_000 + 100 * Number(MODEL_RUNS ?? 0) });

type Move = (world: World) => void;

const number = fc.integer({ min: 1, max: 40 });
const few = fc.integer({ min: 1, max: 6 });

const changes: fc.Arbitrary<Move>[] = [
  few.map((count) => (world) => world.others(count)),
  number.map((at) => (world) => world.server.edit(at, `edited ${at}`)),
  number.map((at) => (world) => world.server.remove(at)),
  number.map((at) => (world) => world.server.rename(`name ${at}`)),
  fc.integer({ min: 1, max: 12 }).map((at) => (world) => world.server.rename("raised", at)),
  fc.constant((world) => world.server.comeOrGo()),
  fc.boolean().map((leaves) => (world) => leaves ? world.server.leave() : world.server.join()),
  number.map((at) => (world) => world.server.call(`Other ${at}`)),
  number.map((at) => (world) => world.server.markUnread(at)),
];
const deeds: fc.Arbitrary<Move>[] = [
  fc.constant((world) => world.post()),
  number.map((at) => (world) => world.input((engine, now) => engine.seen(now, room, at))),
  fc.constant((world) => world.input((engine, now) => engine.loadOlder(now, room))),
  number.map((at) => (world) => world.input((engine, now) => engine.loadOlder(now, room, at))),
  number.map((at) => (world) => world.input((engine, now) => engine.loadNewer(now, room, at))),
  number.map((at) => (world) => world.input((engine, now) => engine.loadAround(now, room, at))),
  few.map((below) => (world) => world.input((engine, now) => engine.loadAround(now, room, world.server.number - below + 1))),
  few.map((below) => (world) => world.input((engine, now) => engine.release(now, room, world.server.number - below))),
  fc.tuple(number, fc.option(number, { nil: undefined })).map(([from, to]) => (world) => world.input((engine, now) => engine.release(now, room, from, to))),
  fc.constant((world) => world.input((engine, now) => engine.close(now, room))),
  fc.constant((world) => world.input((engine, now) => engine.open(now, room))),
];
const network: fc.Arbitrary<Move>[] = [
  few.map((count) => (world) => world.send(count)),
  few.map((count) => (world) => { world.send(count); world.deliver(count); }),
  few.map((count) => (world) => world.deliver(count)),
  fc.constantFrom("lose" as const, "double" as const, "swap" as const, "late" as const, "fail" as const).map((how) => (world) => world.spoil(how)),
  fc.constant((world) => void world.server.watched.delete(roomScope)),
  few.map((count) => (world) => void (world.server.full = count)),
  fc.constantFrom(100, 600, 3_000, 21_000).map((time) => (world) => world.advance(time)),
  fc.constant((world) => world.beat()),
  fc.boolean().map((error) => (world) => world.close(error)),
  fc.constant((world) => world.connect()),
  fc.constant((world) => { 
    world.advance(30_000);
    world.connect();
    for (let i = 0; i < 4; i++) { world.send(9); world.deliver(9); }
  }),
];
const restarts: fc.Arbitrary<Move>[] = [
  fc.constant((world) => world.server.keep()),
  fc.boolean().map((back) => (world) => world.restart(back)),
];

const moves = fc.array(fc.oneof(
  { weight: 4, arbitrary: fc.oneof(...changes) },
  { weight: 4, arbitrary: fc.oneof(...deeds) },
  { weight: 8, arbitrary: fc.oneof(...network) },
  { weight: 1, arbitrary: fc.oneof(...restarts) },
), { minLength: 5, maxLength: 80 });

/** What must hold at any time, whatever the network does. */
function checkDrawn(world: World): void {
  const numbers = world.drawn.flatMap((item) => item.kind === "message" ? [item.message.number] : []);
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  const ids = world.drawn.flatMap((item) => item.kind === "message" ? [item.message.id] : item.kind === "pending" ? [item.entry.id] : []);
  expect(new Set(ids).size).toBe(ids.length);
  const waiting = world.drawn.flatMap((item) => item.kind === "pending" ? [item.entry.id] : []);
  expect(waiting).toEqual(world.written.filter((id) => waiting.includes(id)));
}

/** After the network is calm the list of rooms says what the server does, whether the room is open or not. */
function checkListed({ server, state }: World): void {
  expect(state.connection).toBe("live");
  expect(state.heads.get(room)).toEqual(server.roomHead);
  expect(header(state, room)).toEqual(server.header);
  expect(state.markers.get(room)).toEqual(server.marker);
  expect(unread(state, room)).toBe(Math.max(0, server.number - server.marker.number));
}

/** After the network is calm the client holds what a fresh client would, within its window. */
function checkCalm(world: World): void {
  const { server, state } = world;
  const held = world.room!;
  expect(held.watching).toBe("live");
  expect(held.cursor!.revision).toBe(server.revision);
  expect({ ...held.header }).toEqual(server.header);
  expect(held.number).toBe(server.number);
  const within = (n: number) => held.window.some(({ from, to }) => n >= from && (to === undefined || n <= to));
  const expected = [];
  for (let n = server.floor; n <= server.number; n++) if (within(n)) expected.push(server.at(n));
  expect([...held.messages.values()].sort((a, b) => a.number - b.number)).toEqual(expected);
  expect(held.window.length).toBeGreaterThan(0);
  for (const { from, to } of held.window) expect(to ?? from).toBeGreaterThanOrEqual(from);
  expect(held.membersWindow).toEqual({});
  expect([...held.members.values()]).toEqual(server.members);
  expect([...state.people.values()].map(({ id, name }) => [id, name])).toEqual(server.people.map(({ id, name }) => [id, name]));
  expect(state.outbox).toEqual([]);
}

test("after the network is calm the client's state is the server's, within its window", () => {
  fc.assert(fc.property(moves, (made) => {
    const world = new World();
    world.others(15);
    world.calm();
    for (const move of made) {
      move(world);
      checkDrawn(world);
    }
    world.server.join();
    // A closed room is in the list all the same.
    if (!world.room?.opened) {
      world.calm();
      checkListed(world);
    }
    world.input((engine, now) => engine.open(now, room));
    world.calm();
    checkDrawn(world);
    checkListed(world);
    checkCalm(world);
    const own = Array.from({ length: world.server.number }, (_, at) => world.server.at(at + 1)!).filter(({ author }) => author === me).map(({ id }) => id);
    if (!world.wentBack) expect(own).toEqual(world.written);
    else expect(new Set(own).size).toBe(own.length);
  }), { numRuns: 800, ...runs });
});

test("whatever was given up can be read again, to the first message and to the newest", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.array(fc.tuple(number, fc.option(number, { nil: undefined })), { maxLength: 6 }), (said, releases) => {
    const world = new World();
    world.others(said);
    world.calm();
    for (const [from, to] of releases) world.input((engine, now) => engine.release(now, room, from, to));
    for (let i = 0; i < 100 && (world.room!.window.length > 1 || world.room!.window[0]!.to !== undefined || world.room!.window[0]!.from > 1); i++) {
      const [first] = world.room!.window;
      world.input((engine, now) => first!.to !== undefined ? engine.loadNewer(now, room) : engine.loadOlder(now, room));
      world.send(9);
      world.deliver(9);
    }
    expect(world.room!.window).toEqual([{ from: 1 }]);
    expect(world.room!.messages.size).toBe(said);
  }), { ...runs, numRuns: 200 });
});
