import type { StoredEntry } from "../engine/effects";

/** Where an outbox survives the page. An owner is a server and a person: one never sees the other's entries. */
export interface OutboxStore {
  /** An owner's entries in the order in which they were first put. */
  load(owner: string): Promise<StoredEntry[]>;
  /** Writes an entry, or writes it anew at its old place. Done when it is on disk. */
  put(owner: string, entry: StoredEntry): Promise<void>;
  forget(owner: string, ids: readonly string[]): Promise<void>;
}

export function ownerOf(server: string, person: string): string {
  return `${server}|${person}`;
}

/** For a browser that lets the page store nothing. */
export class MemoryStore implements OutboxStore {
  private readonly owners = new Map<string, Map<string, StoredEntry>>();

  load(owner: string): Promise<StoredEntry[]> {
    return Promise.resolve([...this.entries(owner).values()]);
  }

  put(owner: string, entry: StoredEntry): Promise<void> {
    this.entries(owner).set(entry.id, entry);
    return Promise.resolve();
  }

  forget(owner: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) this.entries(owner).delete(id);
    return Promise.resolve();
  }

  private entries(owner: string): Map<string, StoredEntry> {
    let entries = this.owners.get(owner);
    if (!entries) this.owners.set(owner, (entries = new Map()));
    return entries;
  }
}
