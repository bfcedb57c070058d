import { change, done, openDatabase, Reopened } from "../database/database";
import type { StoredEntry } from "../engine/effects";
import type { OutboxStore } from "./store";

interface Row { seq?: number; owner: string; id: string; entry: StoredEntry }
interface Lease { owner: string; tab: string; until: number }

/** The page's database: the outboxes, and who drains each where there are no Web Locks. All tabs share it. */
export class ChatDatabase implements OutboxStore {
  private constructor(private readonly db: Reopened) {}

  static async open(name = "chat", factory: IDBFactory = indexedDB): Promise<ChatDatabase> {
    return new ChatDatabase(await Reopened.of(() => openDatabase(factory, name, 1, (db) => {
      const outbox = db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
      outbox.createIndex("owner", "owner");
      outbox.createIndex("entry", ["owner", "id"], { unique: true });
      db.createObjectStore("leases", { keyPath: "owner" });
    })));
  }

  async load(owner: string): Promise<StoredEntry[]> {
    const rows = await this.db.use((db) => done(db.transaction("outbox").objectStore("outbox").index("owner").getAll(owner) as IDBRequest<Row[]>));
    return rows.sort((a, b) => a.seq! - b.seq!).map(({ entry }) => entry);
  }

  async put(owner: string, entry: StoredEntry): Promise<void> {
    // Without `strict`, browsers answer before the disk has it, and a power cut takes what was "kept".
    await this.write("outbox", "strict", (outbox) => {
      const held = outbox.index("entry").get([owner, entry.id]) as IDBRequest<Row | undefined>;
      held.onsuccess = () => {
        const seq = held.result?.seq;
        outbox.put({ owner, id: entry.id, entry, ...(seq !== undefined && { seq }) } satisfies Row);
      };
    });
  }

  async forget(owner: string, ids: readonly string[]): Promise<void> {
    // Not forgotten after a power cut only means: sent again with the same id.
    await this.write("outbox", "relaxed", (outbox) => {
      for (const id of ids) {
        const key = outbox.index("entry").getKey([owner, id]);
        key.onsuccess = () => key.result !== undefined && outbox.delete(key.result);
      }
    });
  }

  /** Takes or renews a lease, unless another tab holds it; the transaction makes that one step for all tabs. */
  async lease(owner: string, tab: string, now: number, lasts: number, force = false): Promise<boolean> {
    let granted = false;
    await this.write("leases", "relaxed", (leases) => {
      const held = leases.get(owner) as IDBRequest<Lease | undefined>;
      held.onsuccess = () => {
        const lease = held.result;
        // A lease far ahead was written before the clock was set back.
        const alive = lease && lease.until > now && lease.until <= now + 2 * lasts;
        granted = force || !alive || lease.tab === tab;
        if (granted) leases.put({ owner, tab, until: now + lasts } satisfies Lease);
      };
    });
    return granted;
  }

  async endLease(owner: string, tab: string): Promise<void> {
    await this.write("leases", "relaxed", (leases) => {
      const held = leases.get(owner) as IDBRequest<Lease | undefined>;
      held.onsuccess = () => void (held.result?.tab === tab && leases.delete(owner));
    });
  }

  private write(store: "outbox" | "leases", durability: "strict" | "relaxed", act: (store: IDBObjectStore) => void): Promise<void> {
    return this.db.use((db) => change(db, [store], durability, act));
  }
}
