/** A database that outlives its connection: browsers close that when somebody clears what sites keep, and pages when another one needs a newer schema. */
export class Reopened {
  private constructor(private db: Promise<IDBDatabase>, private readonly open: () => Promise<IDBDatabase>) {}

  static async of(open: () => Promise<IDBDatabase>): Promise<Reopened> {
    return new Reopened(Promise.resolve(await open()), open);
  }

  /** Does something with it that may be done twice; what fails is tried once more with a new connection. */
  async use<T>(act: (db: IDBDatabase) => Promise<T>): Promise<T> {
    const { db } = this;
    try {
      return await act(await db);
    } catch {
      if (this.db === db) {
        db.then((old) => old.close(), () => {});
        this.db = this.open();
      }
      return act(await this.db);
    }
  }
}

/** Waits for what was asked of a database. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The database could not be read."));
    if ("onblocked" in request) request.onblocked = () => reject(new Error("Another tab holds an old database. Close it."));
  });
}

/** Opens a database; it is made, or made anew, by `make`. */
export async function openDatabase(factory: IDBFactory, name: string, version: number, make: (db: IDBDatabase) => void): Promise<IDBDatabase> {
  const request = factory.open(name, version);
  request.onupgradeneeded = () => make(request.result);
  const db = await done(request);
  // Another tab wants a newer schema: this one would keep it waiting for ever.
  db.onversionchange = () => db.close();
  return db;
}

/** Changes some stores of a database in one step for all tabs. */
export function change(db: IDBDatabase, stores: string[], durability: "strict" | "relaxed", act: (...stores: IDBObjectStore[]) => void): Promise<void> {
  const transaction = db.transaction(stores, "readwrite", { durability });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("The write was aborted."));
    act(...stores.map((store) => transaction.objectStore(store)));
  });
}
