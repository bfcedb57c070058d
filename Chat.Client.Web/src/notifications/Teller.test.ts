import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import type { Chat } from "../connection/chat";
import type { Message } from "../contracts";
import type { ChatState } from "../engine/state";
import type { Turns } from "../outbox/turns";
import { KeptMarks, type Marks, PassingMarks } from "./marks";
import type { Told } from "./show";
import { type Surroundings, Teller } from "./Teller";
import { toldDatabase } from "./told";

/** A room in which ann speaks, as one or more tabs of me see it. */
class World {
  readonly messages: Message[] = [];
  readonly marks: Marks = new PassingMarks();
  readonly told: Told[] = [];
  readonly takenAway: string[] = [];
  read = 0;
  muted = false;
  attentive = false;
  shown: string | undefined;
  live = true;
  private readonly listeners = new Set<() => void>();
  private planned: (() => void)[] = [];

  tab(turns: Turns = always()): Teller {
    const world = this;
    const chat = {
      get state() { return world.state(); },
      subscribe: (listener: () => void) => { this.listeners.add(listener); return () => this.listeners.delete(listener); },
      peek: async (_: string, after: number) => ({ ok: true, value: { messages: this.messages.filter(({ number }) => number > after), people: [{ id: "ann", revision: 1, name: "ann" }] } }),
    } as unknown as Chat;
    const around: Surroundings = {
      looking: () => ({ attentive: this.attentive, room: this.shown }), muted: () => this.muted,
      tell: (told) => this.told.push(told), takeAway: (room) => this.takenAway.push(room), settle: (act) => this.planned.push(act),
    };
    const teller = new Teller(chat, "me", this.marks, turns, around);
    teller.start();
    return teller;
  }

  say(text: string, author = "ann"): void {
    const number = this.messages.length + 1;
    this.messages.push({ id: `m${number}`, number, revision: number, author, at: 0, text, version: 1 });
  }

  /** Everything that was planned happens, and what follows from it. */
  async settle(): Promise<void> {
    for (const listener of this.listeners) listener();
    while (this.planned.length) {
      const acts = this.planned;
      this.planned = [];
      for (const act of acts) act();
      for (let n = 0; n < 20; n++) await Promise.resolve();
    }
  }

  private state(): ChatState {
    return {
      connection: this.live ? "live" : "offline", me: "me", people: new Map(), rooms: new Map(),
      memberships: new Map([["r", { room: "r", revision: 1, role: "member" }]]),
      heads: new Map([["r", { room: "r", revision: 1, number: this.messages.length, header: { id: "r", revision: 1, name: "general" } }]]),
      markers: new Map([["r", { room: "r", revision: 1, generation: 1, number: this.read }]]),
    } as unknown as ChatState;
  }
}

const always = (): Turns => ({ mine: true, begin: (came) => came(), pass() {}, seize() {}, end() {} });
const never = (): Turns => ({ mine: false, begin() {}, pass() {}, seize() {}, end() {} });

let world: World;
beforeEach(() => { world = new World(); });

test("a message is told once, by whom and where", async () => {
  world.tab();
  world.say("The float is in.");
  await world.settle();
  await world.settle();
  expect(world.told).toEqual([{ room: "r", number: 1, title: "\u2068ann\u2069 in \u2068general\u2069", body: "The float is in." }]);
});

test("what comes together is told together, and only what is new the next time", async () => {
  world.tab();
  for (const text of ["one", "two", "three"]) world.say(text);
  await world.settle();
  world.say("four");
  await world.settle();
  expect(world.told.map(({ number, body }) => [number, body])).toEqual([[1, "3 new messages. three"], [4, "four"]]);
});

test("of two tabs that both believe it is their turn, one tells", async () => {
  world.tab();
  world.tab();
  world.say("once");
  await world.settle();
  expect(world.told).toHaveLength(1);
});

test("a tab whose turn it isn't tells nothing; one that comes later doesn't repeat", async () => {
  world.tab(never());
  world.say("first");
  await world.settle();
  expect(world.told).toEqual([]);
  world.tab();
  await world.settle();
  world.tab();
  await world.settle();
  expect(world.told.map(({ body }) => body)).toEqual(["first"]);
});

test("after a time without a network there is one summary, of what is still unread", async () => {
  world.tab();
  world.live = false;
  for (let n = 1; n <= 60; n++) world.say(`missed ${n}`);
  await world.settle();
  expect(world.told).toEqual([]);
  world.live = true;
  world.read = 2;
  await world.settle();
  expect(world.told.map(({ body }) => body)).toEqual(["58 new messages. missed 60"]);
});

test.each<[string, (world: World) => void]>([
  ["read elsewhere", (world) => { world.read = 1; }],
  ["seen by somebody who looks at the page", (world) => { world.attentive = true; }],
  ["on the screen", (world) => { world.shown = "r"; }],
  ["in a muted room", (world) => { world.muted = true; }],
])("what is %s is not told, also not later", async (_, arrange) => {
  world.tab();
  world.say("known");
  arrange(world);
  await world.settle();
  Object.assign(world, { attentive: false, shown: undefined, muted: false });
  await world.settle();
  expect(world.told).toEqual([]);
  world.say("new");
  await world.settle();
  expect(world.told.map(({ body }) => body)).toEqual(["new"]);
});

test("one's own messages are not told", async () => {
  world.tab();
  world.say("mine", "me");
  await world.settle();
  expect(world.told).toEqual([]);
});

test("what was told is taken away when the room is read, wherever that was", async () => {
  world.tab();
  world.say("hello");
  await world.settle();
  expect(world.takenAway).toEqual([]);
  world.read = 1;
  await world.settle();
  expect(world.takenAway).toEqual(["r"]);
});

test("kept marks are raised in one step, and never fall", async () => {
  const one = await KeptMarks.open(), other = await KeptMarks.open();
  expect(await Promise.all([one.raise("me", "r", 5), other.raise("me", "r", 5)])).toEqual([undefined, 5]);
  expect(await other.raise("me", "r", 3)).toBe(5);
  expect(await one.raise("me", "r", 7)).toBe(5);
  expect(await one.raise("you", "r", 1)).toBeUndefined();
});

test("marks go on being kept after the browser has closed their database", async () => {
  const marks = await KeptMarks.open();
  await marks.raise("me", "closed", 5);
  // Which closes the connection, as clearing what sites keep does.
  await new Promise((resolve) => (indexedDB.deleteDatabase(toldDatabase).onsuccess = resolve));
  expect(await marks.raise("me", "closed", 6)).toBeUndefined();
  expect(await marks.raise("me", "closed", 7)).toBe(6);
});
