import type { CachedChat, CachedPeople, CachedRoom, CachedSelf } from "../engine/cached";
import { bounds, isBetter, joinPeople } from "./rows";

/** Raised with every change of what is kept: another schema's rows are dropped, the server has them all. */
const schema = 1;

/** What one tab has to keep of one person. */
export interface Batch {
  self: CachedSelf;
  people: CachedPeople;
  rooms: CachedRoom[];
  /** When rooms were looked at last, by room. */
  visited: ReadonlyMap<string, number>;
}

interface OwnedRoom extends CachedRoom { owner: string; visited: number }

/** The rows that are readable without a network: apart from the outbox, so that they can be dropped at any time. All tabs write it. */
export class CacheDatabase {
  private constructor(private readonly db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }

  static async open(name = "chat-rows", factory: IDBFactory = indexedDB, version = schema): Promise<CacheDatabase> {
    try {
      return new CacheDatabase(await openAs(name, factory, version));
    } catch (error) {
      if ((error as DOMException).name !== "VersionError") throw error;
      // A newer page was here: its rows mean nothing to this one.
      await done(factory.deleteDatabase(name));
      return new CacheDatabase(await openAs(name, factory, version));
    }
  }

  async load(owner: string): Promise<CachedChat | undefined> {
    const read = this.db.transaction(["self", "people", "rooms"]);
    const [self, people, rooms] = await Promise.all([
      done(read.objectStore("self").get(owner) as IDBRequest<CachedSelf | undefined>),
      done(read.objectStore("people").get(owner) as IDBRequest<CachedPeople | undefined>),
      done(read.objectStore("rooms").index("visited").getAll(visitsOf(owner)) as IDBRequest<OwnedRoom[]>),
    ]);
    return self && { self, people: people ?? { rows: [] }, rooms };
  }

  /** In one step for all tabs: rows that another tab has in a newer state stay, rooms that one isn't in any more go. */
  write(owner: string, { self, people, rooms, visited }: Batch): Promise<void> {
    return this.change((selves, peoples, store) => {
      const heldSelf = selves.get(owner) as IDBRequest<CachedSelf | undefined>;
      heldSelf.onsuccess = () => {
        const newest = isBetter(heldSelf.result, self) ? heldSelf.result! : self;
        selves.put(newest, owner);
        const heldPeople = peoples.get(owner) as IDBRequest<CachedPeople | undefined>;
        heldPeople.onsuccess = () => peoples.put(joinPeople(heldPeople.result, people), owner);
        const putFrom = (at: number): void => {
          const room = rooms[at];
          if (!room) return prune(store, owner, newest);
          putRoom(store, owner, room, visited.get(room.room) ?? 0, () => putFrom(at + 1));
        };
        putFrom(0);
      };
    });
  }

  /** Drops all rows, or all but those of one owner. */
  clear(but?: string): Promise<void> {
    return this.change((selves, peoples, rooms) => {
      for (const store of [selves, peoples, rooms]) {
        if (but === undefined) store.clear();
        else deleteWhere(store.openKeyCursor(), store, (key) => (Array.isArray(key) ? key[0] : key) !== but);
      }
    });
  }

  close(): void {
    this.db.close();
  }

  private change(act: (self: IDBObjectStore, people: IDBObjectStore, rooms: IDBObjectStore) => void): Promise<void> {
    const transaction = this.db.transaction(["self", "people", "rooms"], "readwrite", { durability: "relaxed" });
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("The write was aborted."));
      act(transaction.objectStore("self"), transaction.objectStore("people"), transaction.objectStore("rooms"));
    });
  }
}

function putRoom(store: IDBObjectStore, owner: string, room: CachedRoom, visited: number, then: () => void): void {
  const held = store.get([owner, room.room]) as IDBRequest<OwnedRoom | undefined>;
  held.onsuccess = () => {
    const kept = held.result && held.result.joined === room.joined && isBetter(held.result, room) ? held.result : room;
    const row: OwnedRoom = { ...kept, owner, visited: Math.max(visited, held.result?.visited ?? 0) };
    store.put(row).onsuccess = then;
  };
}

function prune(store: IDBObjectStore, owner: string, { memberships }: CachedSelf): void {
  const living = new Set(memberships.filter(({ role }) => role).map(({ room }) => room));
  let kept = 0;
  const newestFirst = store.index("visited").openKeyCursor(visitsOf(owner), "prev");
  deleteWhere(newestFirst, store, (key) => !living.has((key as [string, string])[1]) || ++kept > bounds.rooms);
}

function deleteWhere(request: IDBRequest<IDBCursor | null>, store: IDBObjectStore, goes: (key: IDBValidKey) => boolean): void {
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    if (goes(cursor.primaryKey)) store.delete(cursor.primaryKey);
    cursor.continue();
  };
}

function visitsOf(owner: string): IDBKeyRange {
  return IDBKeyRange.bound([owner], [owner, []]);
}

function openAs(name: string, factory: IDBFactory, version: number): Promise<IDBDatabase> {
  const request = factory.open(name, version);
  request.onupgradeneeded = () => {
    const { result: db } = request;
    for (const store of db.objectStoreNames) db.deleteObjectStore(store);
    db.createObjectStore("self");
    db.createObjectStore("people");
    db.createObjectStore("rooms", { keyPath: ["owner", "room"] }).createIndex("visited", ["owner", "visited"]);
  };
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The database could not be read."));
    if ("onblocked" in request) request.onblocked = () => reject(new Error("Another tab holds an old database."));
  });
}
