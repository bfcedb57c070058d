import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chatOf } from "../connection/actions";
import { FakeHub } from "../connection/fakeHub";
import { Shell } from "../connection/shell";
import type { Chat } from "../connection/chat";
import type { StoredEntry } from "../engine/effects";
import { newId } from "../uuid";
import { ChatDatabase } from "./database";
import { SharedOutbox } from "./sharing";
import { ownerOf } from "./store";
import { LeaseTurns } from "./turns";

/** Node's: the types of the page don't know it. */
declare function setImmediate(run: (value: unknown) => void): void;

const ann = newId();
const ben = newId();
const room = newId();

let factory: IDBFactory;
/** The connections of all tabs to the database. */
let connections: IDBDatabase[];
let tabs: { chat: Chat; shell: Shell; kill(): void }[];

beforeEach(() => {
  factory = new IDBFactory();
  connections = [];
  const { open } = factory;
  factory.open = (...args) => {
    const request = open.apply(factory, args);
    request.addEventListener("success", () => connections.push(request.result));
    return request;
  };
  tabs = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});

afterEach(async () => {
  for (const { chat } of tabs) await chat.stop();
  vi.useRealTimers();
});

/** A tab of a browser whose tabs share a database and have no Web Locks, as over plain http. */
async function openTab(hub: FakeHub, person: string | null = hub.person) {
  const database = await ChatDatabase.open("chat", factory);
  const tab = newId();
  const shell = new Shell({
    client: "test/1",
    connect: hub.connect,
    now: () => Date.now(),
    ...(person && { me: person }),
    openOutbox: async (owner, sharing) => new SharedOutbox(
      ownerOf("server", owner), database, new LeaseTurns(ownerOf("server", owner), tab, database),
      new BroadcastChannel(ownerOf("server", owner)), sharing),
  });
  const chat = chatOf(shell, { signOut: async () => ({ ok: true }) } as never);
  const kill = () => {
    // As a crash does it: nothing is released, nothing is said.
    database.endLease = async () => {};
    void chat.stop();
  };
  const opened = { chat, shell, kill };
  tabs.push(opened);
  await chat.start();
  return opened;
}

async function until(what: () => boolean): Promise<void> {
  for (let turn = 0; turn < 400 && !what(); turn++) {
    await vi.advanceTimersByTimeAsync(50);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(what(), what.toString()).toBe(true);
}

const texts = (hub: FakeHub) => hub.accepted.map(({ text }) => text);
const states = (chat: Chat) => chat.state.outbox.map(({ text, state }) => `${text} ${state}`);

test("messages go out in the order in which they were written", async () => {
  const hub = new FakeHub(ann);
  const { chat } = await openTab(hub);
  for (let at = 0; at < 120; at++) chat.post(room, `${at}`);
  await until(() => hub.accepted.length === 120);
  expect(texts(hub)).toEqual(Array.from({ length: 120 }, (_, at) => `${at}`));
  await until(() => chat.state.outbox.length === 0);
});

test("what was written offline is there after a reload and goes out once", async () => {
  const hub = new FakeHub(ann);
  hub.reachable = false;
  const first = await openTab(hub);
  const posted = ["one", "two", "three"].map((text) => first.chat.post(room, text));
  await Promise.all(posted.map((post) => "stored" in post && post.stored));
  first.kill();

  const second = await openTab(hub);
  expect(states(second.chat)).toEqual(["one waiting", "two waiting", "three waiting"]);
  hub.reachable = true;
  await until(() => hub.accepted.length === 3 && second.chat.state.outbox.length === 0);
  expect(texts(hub)).toEqual(["one", "two", "three"]);
});

test("what is written as soon as it is known who is signed in is kept and sent", async () => {
  const hub = new FakeHub(ann);
  const { chat } = await openTab(hub, null);
  const posted = new Promise<unknown>((resolve) => {
    const stop = chat.subscribe(({ me }) => {
      if (!me) return;
      stop();
      resolve(chat.post(room, "at once"));
    });
  });
  await until(() => texts(hub).includes("at once"));
  expect(await (await posted as { stored: Promise<unknown> }).stored).toBeUndefined();
  await until(() => chat.state.outbox.length === 0);
  expect(texts(hub)).toEqual(["at once"]);
});

test("a lost answer is asked for again with the same ids, and nothing is doubled", async () => {
  const hub = new FakeHub(ann);
  hub.losesAnswers = 2;
  const { chat } = await openTab(hub);
  for (const text of ["one", "two", "three"]) chat.post(room, text);
  await until(() => hub.accepted.length === 3 && chat.state.outbox.length === 0);
  expect(texts(hub)).toEqual(["one", "two", "three"]);
  expect(hub.batches.length).toBeGreaterThan(2);
});

test("of two tabs one sends, and both show what waits", async () => {
  const hub = new FakeHub(ann);
  hub.reachable = false;
  const first = await openTab(hub);
  await until(() => first.shell.shared!.mine);
  const second = await openTab(hub);
  second.chat.post(room, "from the second");
  await until(() => states(first.chat).includes("from the second waiting"));
  first.chat.post(room, "from the first");
  await until(() => states(second.chat).includes("from the first waiting"));
  expect(second.shell.shared!.mine).toBe(false);

  hub.reachable = true;
  await until(() => hub.accepted.length === 2 && !first.chat.state.outbox.length && !second.chat.state.outbox.length);
  expect(texts(hub)).toEqual(["from the second", "from the first"]);
  expect(hub.batches.flat()).toHaveLength(2);
});

test("when the tab that sends dies, another takes over", async () => {
  const hub = new FakeHub(ann);
  const first = await openTab(hub);
  await until(() => first.shell.shared!.mine);
  const second = await openTab(hub);
  await until(() => second.chat.state.connection === "live");
  first.kill();
  second.chat.post(room, "after the crash");
  await until(() => texts(hub).includes("after the crash"));
  expect(second.shell.shared!.mine).toBe(true);
});

test("a tab without a connection lets one that has a connection send", async () => {
  const hub = new FakeHub(ann);
  hub.reachable = false;
  const first = await openTab(hub);
  await until(() => first.shell.shared!.mine);
  const reachable = new FakeHub(ann);
  const second = await openTab(reachable);
  second.chat.post(room, "let me");
  await until(() => texts(reachable).includes("let me"));
});

test("a message that is discarded in a tab that doesn't send is gone in both", async () => {
  const hub = new FakeHub(ann);
  hub.reachable = false;
  const first = await openTab(hub);
  await until(() => first.shell.shared!.mine);
  const second = await openTab(hub);
  const posted = second.chat.post(room, "never mind") as { id: string };
  await until(() => first.chat.state.outbox.length === 1);
  second.chat.discard(posted.id);
  await until(() => !first.chat.state.outbox.length && !second.chat.state.outbox.length);
  hub.reachable = true;
  await until(() => first.chat.state.connection === "live");
  expect(hub.accepted).toEqual([]);
});

test("signing in as somebody else never sends the first one's queue", async () => {
  const down = new FakeHub(ann);
  down.reachable = false;
  const first = await openTab(down);
  const posted = first.chat.post(room, "Ann's");
  await ("stored" in posted && posted.stored);
  first.kill();

  // The page believes that Ann is signed in; the server says that it is Ben.
  const hub = new FakeHub(ben);
  const second = await openTab(hub, ann);
  expect(states(second.chat)).toEqual(["Ann's waiting"]);
  await until(() => second.chat.state.connection === "live");
  expect(second.chat.state.me).toBe(ben);
  second.chat.post(room, "Ben's");
  await until(() => texts(hub).includes("Ben's"));
  expect(texts(hub)).toEqual(["Ben's"]);

  const third = await openTab(new FakeHub(ann));
  expect(states(third.chat)).toEqual(["Ann's waiting"]);
});

test("signing out with unsent messages asks first, and drops them when told", async () => {
  const hub = new FakeHub(ann);
  hub.reachable = false;
  const { chat } = await openTab(hub);
  const posted = chat.post(room, "unsent");
  await ("stored" in posted && posted.stored);
  expect(await chat.signOut()).toEqual({ signedOut: false, unsent: 1 });
  expect(await chat.signOut(true)).toEqual({ signedOut: true, serverKnows: true });
  const again = await openTab(hub);
  expect(again.chat.state.outbox).toEqual([]);
});

test("a message that the browser can't keep is taken out again, and the writer is told", async () => {
  const hub = new FakeHub(ann);
  const { chat, shell } = await openTab(hub);
  shell.shared!.put = () => Promise.reject(new Error("quota"));
  const posted = chat.post(room, "too much");
  expect("stored" in posted && await posted.stored).toMatchObject({ code: "storage" });
  expect(chat.state.outbox).toEqual([]);
});

/** As a browser does it when somebody clears what sites keep. */
async function clearSiteData() {
  for (const connection of connections.splice(0)) forceCloseDatabase(connection as never);
  await new Promise((resolve) => (factory.deleteDatabase("chat").onsuccess = resolve));
}

test("what is written after the browser has closed the database is kept and sent", async () => {
  const hub = new FakeHub(ann);
  const first = await openTab(hub);
  await until(() => first.shell.shared!.mine);
  const second = await openTab(hub);
  await clearSiteData();
  for (const { chat } of [first, second]) {
    const posted = chat.post(room, "after");
    expect("stored" in posted && await posted.stored).toBeUndefined();
  }
  await until(() => hub.accepted.length === 2 && !first.chat.state.outbox.length && !second.chat.state.outbox.length);
  expect(hub.batches.flat()).toHaveLength(2);
});

test("a tab that couldn't read what is kept when its turn came reads it later, and sends", async () => {
  const hub = new FakeHub(ann);
  let failed = 0;
  const read = vi.spyOn(ChatDatabase.prototype, "load").mockImplementation(() => {
    failed++;
    return Promise.reject(new Error("unreadable"));
  });
  const { chat, shell } = await openTab(hub);
  await until(() => shell.shared!.mine && failed > 1);
  read.mockRestore();
  chat.post(room, "at last");
  await until(() => texts(hub).includes("at last"));
});

test("a tab that slept past its lease and gets it again goes on sending", async () => {
  const hub = new FakeHub(ann);
  const { chat, shell } = await openTab(hub);
  await until(() => shell.shared!.mine);
  vi.setSystemTime(Date.now() + 60_000);
  chat.post(room, "awake again");
  await until(() => texts(hub).includes("awake again"));
});

test("the store keeps the order of the first put, per owner", async () => {
  const store = await ChatDatabase.open("order", factory);
  const entry = (id: string, tries = 0): StoredEntry => ({ id, person: ann, room, text: id, composedAt: 0, tries });
  await store.put("a", entry("1"));
  await store.put("b", entry("1"));
  await store.put("a", entry("2"));
  await store.put("a", entry("1", 2));
  await store.forget("b", ["1"]);
  expect(await store.load("a")).toEqual([entry("1", 2), entry("2")]);
  expect(await store.load("b")).toEqual([]);
});

test("a lease is one tab's until it ends, and a sleeping tab doesn't believe in its own", async () => {
  const database = await ChatDatabase.open("lease", factory);
  expect(await database.lease("a", "first", 0, 7_000)).toBe(true);
  expect(await database.lease("a", "second", 6_999, 7_000)).toBe(false);
  expect(await database.lease("a", "second", 7_000, 7_000)).toBe(true);
  expect(await database.lease("a", "first", 7_001, 7_000)).toBe(false);

  let now = 0;
  const turns = new LeaseTurns("b", "first", database, () => now);
  await new Promise<void>((came) => turns.begin(came, () => {}));
  expect(turns.mine).toBe(true);
  now = 7_000;
  expect(turns.mine).toBe(false);
  turns.end();
});
