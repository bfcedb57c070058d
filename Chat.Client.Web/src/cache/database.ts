import { change, done, openDatabase, Reopened } from "../database/database";
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
  private constructor(private readonly db: Reopened) {}

  static async open(name = "chat-rows", factory: IDBFactory = indexedDB, version = schema): Promise<CacheDatabase> {
    const open = () => openAs(name, factory, version);
    try {
      return new CacheDatabase(await Reopened.of(open));
    } catch (error) {
      if ((error as DOMException).name !== "VersionError") throw error;
      // A newer page was here: its rows mean nothing to this one.
      await done(factory.deleteDatabase(name));
      return new CacheDatabase(await Reopened.of(open));
    }
  }

  load(owner: string): Promise<CachedChat | undefined> {
    return this.db.use(async (db) => {
      const read = db.transaction(["self", "people", "rooms"]);
      const [self, people, rooms] = await Promise.all([
        done(read.objectStore("self").get(owner) as IDBRequest<CachedSelf | undefined>),
        done(read.objectStore("people").get(owner) as IDBRequest<CachedPeople | undefined>),
        done(read.objectStore("rooms").index("visited").getAll(visitsOf(owner)) as IDBRequest<OwnedRoom[]>),
      ]);
      return self && { self, people: people ?? { rows: [] }, rooms };
    });
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

  private change(act: (self: IDBObjectStore, people: IDBObjectStore, rooms: IDBObjectStore) => void): Promise<void> {
    return this.db.use((db) => change(db, ["self", "people", "rooms"], "relaxed", act as (...stores: IDBObjectStore[]) => void));
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
  return openDatabase(factory, name, version, (db) => {
    for (const store of db.objectStoreNames) db.deleteObjectStore(store);
    db.createObjectStore("self");
    db.createObjectStore("people");
    db.createObjectStore("rooms", { keyPath: ["owner", "room"] }).createIndex("visited", ["owner", "visited"]);
  });
}
