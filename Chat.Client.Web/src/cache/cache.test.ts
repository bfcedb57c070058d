import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { defaultLimits, type Membership, type Message } from "../contracts";
import type { CachedRoom, CachedSelf } from "../engine/cached";
import { newRoom } from "../engine/scopes";
import type { ChatState, RoomState } from "../engine/state";
import { CacheDatabase } from "./database";
import { CacheKeeper } from "./keeper";
import { bounds, isBetter, joinPeople, roomOf, type CacheSource } from "./rows";

globalThis.IDBKeyRange = IDBKeyRange;
let factory: IDBFactory;
beforeEach(() => { factory = new IDBFactory(); });

const open = (version?: number) => CacheDatabase.open("rows", factory, version);
const message = (number: number, text = `text ${number}`): Message => ({ id: `m${number}`, number, revision: number, author: "ann", at: number, text, version: 1 });
const membership = (room: string, more: Partial<Membership> = {}): Membership => ({ room, revision: 1, role: "member", joined: 1, ...more });
const self = (revision: number, rooms: Membership[], incarnation = "A"): CachedSelf =>
  ({ cursor: { revision, incarnation }, memberships: rooms, markers: [], heads: [], incarnation, limits: defaultLimits });
const room = (id: string, revision: number, messages: Message[] = [message(1)], incarnation = "A"): CachedRoom => ({
  room: id, joined: 1, cursor: { revision, incarnation }, number: messages.at(-1)?.number ?? 0, from: 1, messages, members: [], memberCount: 0,
  header: { id, revision: 1, name: id, topic: "", private: true, createdAt: 1, floor: 1 },
});
const people = { rows: [{ id: "ann", revision: 1, name: "Ann" }], cursor: { revision: 1, incarnation: "A" } };
const batch = (rooms: CachedRoom[], own = self(1, rooms.map(({ room }) => membership(room))), visits: [string, number][] = []) =>
  ({ self: own, people, rooms, visited: new Map(visits) });
const names = async (database: CacheDatabase, owner = "s|ann") => (await database.load(owner))?.rooms.map((each) => each.room);

test("rows come back with the room that was visited last at the end", async () => {
  const database = await open();
  await database.write("s|ann", batch([room("a", 1), room("b", 1), room("c", 1)], undefined, [["a", 2], ["b", 3], ["c", 1]]));
  expect(await names(database)).toEqual(["c", "a", "b"]);
  expect((await database.load("s|ann"))?.people.rows).toEqual(people.rows);
  expect(await database.load("s|ben")).toBeUndefined();
});

test("no more rooms than the bound stay, those visited last", async () => {
  const database = await open();
  const all = Array.from({ length: bounds.rooms + 5 }, (_, at) => room(`r${at}`, 1));
  await database.write("s|ann", batch(all, undefined, all.map(({ room }, at) => [room, at])));
  expect(await names(database)).toEqual(all.slice(5).map((each) => each.room));
});

test("a tab that is behind doesn't put back what another tab has newer, nor what it has more of", async () => {
  const [one, other] = [await open(), await open()];
  await one.write("s|ann", batch([room("a", 5, [message(1), message(2)])]));
  await other.write("s|ann", batch([room("a", 4, [message(1)])]));
  expect((await one.load("s|ann"))?.rooms[0]?.messages).toHaveLength(2);
  await other.write("s|ann", batch([room("a", 5, [message(2)])]));
  expect((await one.load("s|ann"))?.rooms[0]?.messages).toHaveLength(2);
  await other.write("s|ann", batch([room("a", 6, [message(2)])]));
  expect((await one.load("s|ann"))?.rooms[0]?.messages).toHaveLength(1);
});

test("rows go on being kept after the browser has closed their database", async () => {
  const database = await open();
  await database.write("s|ann", batch([room("a", 1)]));
  await new Promise((resolve) => (factory.deleteDatabase("rows").onsuccess = resolve));
  expect(await database.load("s|ann")).toBeUndefined();
  await database.write("s|ann", batch([room("b", 1)]));
  expect(await names(database)).toEqual(["b"]);
});

test("after a database was put back the lower revision is the newer one", () => {
  expect(isBetter(room("a", 9), room("a", 4, [], "B"))).toBe(false);
  expect(isBetter(room("a", 9), room("a", 4))).toBe(true);
});

test("a room that one was removed from goes, and a tab that hasn't heard of it doesn't bring it back", async () => {
  const database = await open();
  await database.write("s|ann", batch([room("a", 1), room("b", 1)]));
  await database.write("s|ann", batch([], self(2, [membership("a", { role: undefined, revision: 2 }), membership("b")])));
  expect(await names(database)).toEqual(["b"]);
  await database.write("s|ann", batch([room("a", 1)]));
  expect(await names(database)).toEqual(["b"]);
});

test("rows of another schema are dropped, newer ones too", async () => {
  const old = await open(1);
  await old.write("s|ann", batch([room("a", 1)]));
  const next = await open(2);
  expect(await next.load("s|ann")).toBeUndefined();
  await next.write("s|ann", batch([room("a", 1)]));
  const again = await open(1);
  expect(await again.load("s|ann")).toBeUndefined();
});

test("clearing leaves nothing, or one person's rows", async () => {
  const database = await open();
  await database.write("s|ann", batch([room("a", 1)]));
  await database.write("s|ben", batch([room("a", 1)]));
  await database.clear("s|ben");
  expect([await names(database), await names(database, "s|ben")]).toEqual([undefined, ["a"]]);
  await database.clear();
  expect(await names(database, "s|ben")).toBeUndefined();
});

test("names that another tab kept stay, as of the older cursor", () => {
  const cursor = (revision: number, incarnation = "A") => ({ revision, incarnation });
  const [ann, ben] = [{ id: "ann", revision: 1, name: "Ann" }, { id: "ben", revision: 2, name: "Ben" }];
  expect(joinPeople({ cursor: cursor(5), rows: [ben] }, { cursor: cursor(7), rows: [ann] })).toEqual({ cursor: cursor(5), rows: [ann, ben] });
  expect(joinPeople({ cursor: cursor(5), rows: [ann] }, { cursor: cursor(7), rows: [ann] })).toEqual({ cursor: cursor(7), rows: [ann] });
  expect(joinPeople({ cursor: cursor(5, "B"), rows: [ben] }, { cursor: cursor(7), rows: [ann] }).rows).toEqual([ann]);
});

function held(messages: Message[], more: Partial<RoomState> = {}): RoomState {
  return {
    ...newRoom("a"), opened: true, cursor: { revision: Math.max(9, ...messages.map(({ revision }) => revision)), incarnation: "A" }, number: messages.at(-1)?.number ?? 0, window: [{ from: 1 }],
    header: room("a", 1).header, messages: new Map(messages.map((each) => [each.number, each])), ...more,
  };
}

function stateWith(...rooms: RoomState[]): ChatState {
  return {
    version: 1, listVersion: 1, peopleVersion: 1, connection: "live", me: "ann", limits: defaultLimits, markers: new Map(), heads: new Map(), elsewhere: new Map(), outbox: [],
    people: new Map(people.rows.map((person) => [person.id, person])), memberships: new Map(rooms.map(({ id }) => [id, membership(id)])),
    rooms: new Map(rooms.map((each) => [each.id, each])),
  };
}

test("of a room the newest messages are kept, by number and by size", () => {
  const many = Array.from({ length: 300 }, (_, at) => message(at + 1));
  const row = roomOf(stateWith(), held(many));
  expect(row).toBeUndefined();
  const kept = roomOf(stateWith(held(many)), held(many))!;
  expect([kept.from, kept.messages.length, kept.messages.at(-1)?.number]).toEqual([101, 200, 300]);
  const long = Array.from({ length: 40 }, (_, at) => message(at + 1, "x".repeat(16_000)));
  const light = roomOf(stateWith(held(long)), held(long))!;
  expect(light.messages.length).toBe(Math.floor(bounds.roomText / 16_000));
  expect(light.from).toBe(light.messages[0]!.number);
});

test("a room whose newest messages aren't held is not kept anew", () => {
  const away = held([message(1)], { window: [{ from: 1, to: 1 }] });
  expect(roomOf(stateWith(away), away)).toBeUndefined();
});

test("a room whose rows are newer than its cursor is not kept anew", () => {
  const ahead = held([message(1)], { cursor: { revision: 4, incarnation: "A" } });
  expect(roomOf(stateWith(ahead), ahead)).toBeDefined();
  ahead.messages.set(1, { ...message(1), revision: 5 });
  expect(roomOf(stateWith(ahead), ahead)).toBeUndefined();
});

test("a keeper writes nothing before it has heard of the server, and drops all when the session ends", async () => {
  const database = await open();
  const state = stateWith(held([message(1)]));
  const source: CacheSource = { state, cursors: new Map([["person:ann", { revision: 1, incarnation: "A" }]]), incarnation: "A" };
  const keeper = new CacheKeeper("s|ann", database, source);
  state.connection = "connecting";
  keeper.changed();
  await keeper.flush();
  expect(await database.load("s|ann")).toBeUndefined();
  state.connection = "live";
  keeper.changed();
  await keeper.flush();
  expect(await names(database)).toEqual(["a"]);
  state.rooms.get("a")!.messages.set(1, { ...message(1, ""), deletedBy: "ann", revision: 10 });
  state.rooms.get("a")!.cursor = { revision: 10, incarnation: "A" };
  state.version++;
  await keeper.flush();
  expect((await database.load("s|ann"))?.rooms[0]?.messages[0]).toMatchObject({ text: "", deletedBy: "ann" });
  state.connection = "signedOut";
  keeper.changed();
  await keeper.flush();
  expect(await database.load("s|ann")).toBeUndefined();
});
