import type { CachedChat, CachedRoom } from "../engine/cached";
import type { CacheDatabase } from "./database";
import { bounds, markOf, peopleOf, roomOf, selfOf, type CacheSource } from "./rows";

const firstAfter = 500;
const apart = 2_000;

/** Keeps the rows of one person on the device while the page runs: seldom, when nothing else is to be done. */
export class CacheKeeper {
  private readonly marks = new Map<string, string>();
  /** Per room what is kept of it, so that names stay for all of them. */
  private readonly kept = new Map<string, CachedRoom>();
  private readonly visited = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastWritten = -Infinity;
  private version = -1;
  private wasLive = false;
  private ended = false;

  constructor(private readonly owner: string, private readonly database: CacheDatabase, private readonly source: CacheSource) {}

  /** What an earlier page kept. */
  async load(): Promise<CachedChat | undefined> {
    void this.database.clear(this.owner).catch(() => {});
    const cached = await this.database.load(this.owner).catch(() => undefined);
    for (const room of cached?.rooms ?? []) this.kept.set(room.room, room);
    return cached;
  }

  /** The state has changed: soon it is kept. Cheap, so that it can be told of every change. */
  changed(): void {
    const { connection } = this.source.state;
    this.wasLive ||= connection === "live";
    // Who has no session any more reads on nowhere.
    if (connection === "signedOut" && !this.ended) return void this.clear();
    if (!this.wasLive || this.ended || this.timer !== undefined) return;
    const wait = Math.max(firstAfter, this.lastWritten + apart - performance.now());
    this.timer = setTimeout(() => whenIdle(() => void this.flush()), wait);
  }

  /** Writes what changed now: the page may be about to go. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { state } = this.source;
    if (!this.wasLive || this.ended || state.version === this.version) return;
    const self = selfOf(this.source);
    if (!self) return;
    this.version = state.version;
    this.lastWritten = performance.now();
    const rooms = this.roomsToWrite();
    const batch = { self, people: peopleOf(this.source, this.kept.values()), rooms, visited: this.visited };
    await this.database.write(this.owner, batch).catch(() => this.marks.clear());
  }

  /** Drops everything that is kept here, of everybody, and keeps no more. */
  async clear(): Promise<void> {
    this.end();
    await this.database.clear().catch(() => {});
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  private roomsToWrite(): CachedRoom[] {
    const { state } = this.source;
    const written: CachedRoom[] = [];
    for (const room of state.rooms.values()) {
      if (room.opened) this.visited.set(room.id, Date.now());
      const mark = markOf(room);
      if (this.marks.get(room.id) === mark && !room.opened) continue;
      const row = roomOf(state, room);
      if (!row) continue;
      this.marks.set(room.id, mark);
      this.kept.set(room.id, row);
      written.push(row);
    }
    for (const id of this.kept.keys()) if (!state.memberships.get(id)?.role) this.kept.delete(id);
    // Beyond what the device keeps, the latest visited stay.
    const at = (id: string) => this.visited.get(id) ?? 0;
    for (const id of [...this.kept.keys()].sort((a, b) => at(b) - at(a)).slice(bounds.rooms)) {
      this.kept.delete(id);
      this.marks.delete(id);
    }
    return written;
  }
}

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act, { timeout: 2_000 });
  else act();
}
