import type { ChatError, Id, Outcome, PostMessages, PostResult, PostResults } from "../contracts";
import { shortestDelay, type Core, type Unknown } from "./core";
import { toStored, type StoredEntry } from "./effects";
import { isCaughtUp } from "./scopes";
import { atTail } from "./selectors";
import type { OutboxEntry, RoomState } from "./state";
import { jsonBytes, normalizeText, refuseText } from "./text";
import { inWindow } from "./windows";

const firstWait = 1_000;
const longestWait = 30_000;
const mostTries = 3;

/** What was written and is not confirmed: sent in order, a batch per room at a time, again with the same ids until there is a result. */
export class Outbox {
  /** Whether the entries of another person are still to come. */
  loading = false;
  /** Whether this engine sends: of the tabs of one browser, one does. */
  drains = true;

  private readonly inFlight = new Map<Id, OutboxEntry[]>();
  private readonly waits = new Map<Id, number>();
  /** Were in flight when the connection closed with an error: one of them may be what breaks it. */
  private readonly suspects = new Set<Id>();

  constructor(private readonly core: Core) {}

  private get entries(): OutboxEntry[] {
    return this.core.state.outbox;
  }

  /** Brings back what was stored; it goes before what was written meanwhile. */
  load(stored: readonly StoredEntry[]): void {
    this.loading = false;
    const written = new Set(this.entries.map(({ id }) => id));
    this.core.state.outbox = [...stored.filter(({ id }) => !written.has(id)).map(fromStored), ...this.entries];
    for (const entry of this.entries) this.touch(entry);
  }

  /** Empties the memory, not the disk: the entries belong to somebody else. */
  leave(): void {
    this.loading = true;
    this.core.state.outbox = [];
    this.inFlight.clear();
    this.suspects.clear();
    this.core.touch();
  }

  post(room: Id, id: Id, text: string, composedAt: number): void {
    const { state, rooms } = this.core;
    const normal = normalizeText(text);
    const error = state.me === undefined ? notYet : refuseText(normal, state.limits);
    if (error) return this.core.effect({ kind: "reply", tag: id, outcome: { ok: false, error } });
    const held = rooms.get(room);
    const seen = held?.opened && atTail(held) ? held.number : undefined;
    const entry: OutboxEntry = {
      id, person: state.me!, room, text: normal, composedAt, tries: 0, state: "waiting", stored: false,
      ...(seen !== undefined && { seen }),
    };
    this.entries.push(entry);
    this.store(entry);
  }

  stored(id: Id): void {
    const entry = this.find(id);
    if (entry) entry.stored = true;
  }

  notStored(id: Id): void {
    const entry = this.find(id);
    if (entry && !entry.stored) this.remove(entry);
  }

  retry(id: Id): void {
    const entry = this.find(id);
    if (entry?.state !== "refused" && entry?.state !== "unconfirmed") return;
    this.back(entry);
    entry.tries = 0;
    entry.error = undefined;
    this.store(entry);
  }

  discard(id: Id): void {
    const entry = this.find(id);
    if (!entry || entry.state === "sending" || entry.state === "sent") return;
    this.core.effect({ kind: "forget", id });
    this.remove(entry);
  }

  flush(): void {
    this.settle();
    if (!this.core.live || this.loading || !this.drains) return;
    if (this.suspects.size) {
      if (this.inFlight.size) return;
      for (const [room, entries] of this.sendable()) return this.send(room, entries.slice(0, 1));
    }
    for (const [room, entries] of this.sendable()) this.send(room, this.fitting(entries));
  }

  /** What the connection took with it is unknown: it goes again, with the same ids, in the same order. */
  disconnected(why: Unknown): void {
    const lost = [...this.inFlight.values()].flat();
    this.inFlight.clear();
    for (const entry of this.entries) if (entry.state === "sent") entry.sentEarlier = true;
    for (const entry of lost) this.back(entry);
    if (why !== "closedWithError") return;
    for (const { id } of lost) this.suspects.add(id);
    const [alone, another] = lost;
    if (!alone || another) return;
    alone.tries++;
    if (alone.tries >= mostTries) {
      alone.state = "unconfirmed";
      this.suspects.delete(alone.id);
    }
    this.store(alone);
  }

  find(id: Id): OutboxEntry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  remove(entry: OutboxEntry): void {
    this.core.state.outbox = this.entries.filter((other) => other !== entry);
    this.suspects.delete(entry.id);
    this.touch(entry);
  }

  touch(entry: OutboxEntry): void {
    this.core.touchMessages(this.core.rooms.get(entry.room));
  }

  /** Rooms that may post now, by their first waiting entry, each with its waiting entries up to one that is not on disk yet. */
  private sendable(): Map<Id, OutboxEntry[]> {
    const rooms = new Map<Id, OutboxEntry[]>();
    const blocked = new Set<Id>(this.inFlight.keys());
    for (const entry of this.entries) {
      if (entry.state !== "waiting" || blocked.has(entry.room)) continue;
      const waiting = rooms.get(entry.room);
      if (!entry.stored || this.core.isPlanned(`outbox ${entry.room}`)) blocked.add(entry.room);
      else if (waiting) waiting.push(entry);
      else rooms.set(entry.room, [entry]);
    }
    return rooms;
  }

  private fitting(entries: OutboxEntry[]): OutboxEntry[] {
    const { postMessages, postBytes } = this.core.state.limits;
    let bytes = 0;
    const fits = entries.findIndex((entry, at) => at >= Math.max(1, postMessages) || (bytes += jsonBytes(entry.text)) > postBytes);
    return fits < 0 ? entries : entries.slice(0, Math.max(1, fits));
  }

  private send(room: Id, entries: OutboxEntry[]): void {
    for (const entry of entries) {
      entry.state = "sending";
      this.touch(entry);
    }
    this.inFlight.set(room, entries);
    const messages = entries.map(({ id, text, composedAt, seen }) => ({ id, text, composedAt, ...(seen !== undefined && { seen }) }));
    this.core.call<PostResults>("PostMessages", { room, messages } satisfies PostMessages, (outcome) => {
      this.inFlight.delete(room);
      this.answered(room, entries, outcome);
    }, (why) => {
      if (why !== "failed") return;
      this.inFlight.delete(room);
      for (const entry of entries) this.back(entry);
      this.wait(room);
    });
  }

  private answered(room: Id, entries: OutboxEntry[], { value, error: refusal }: Outcome<PostResults>): void {
    for (const { id } of entries) this.suspects.delete(id);
    if (!value) {
      if (!refusal?.final || refusal.code === "signed_out") {
        for (const entry of entries) this.back(entry);
        return this.wait(room, refusal);
      }
      for (const entry of entries) this.refused(entry, refusal);
      return;
    }
    let waits = false;
    let error: ChatError | undefined;
    for (const entry of entries) {
      const result = value.results.find(({ id }) => id === entry.id);
      if (this.result(entry, result)) continue;
      waits = true;
      error ??= result?.error;
    }
    if (waits) this.wait(room, error);
  }

  /** True: the entry has its result for good. */
  private result(entry: OutboxEntry, result: PostResult | undefined): boolean {
    if (result?.status === "ok" && result.number !== undefined) {
      entry.state = "sent";
      entry.number = result.number;
      this.waits.delete(entry.room);
      this.core.effect({ kind: "forget", id: entry.id, number: entry.number });
      this.touch(entry);
      return true;
    }
    if (result?.status === "final" && result.error) {
      this.refused(entry, result.error);
      return true;
    }
    this.back(entry);
    return false;
  }

  private refused(entry: OutboxEntry, error: ChatError): void {
    entry.state = "refused";
    entry.error = error;
    this.store(entry);
  }

  private back(entry: OutboxEntry): void {
    entry.state = "waiting";
    this.touch(entry);
  }

  private wait(room: Id, error?: ChatError): void {
    const delay = this.waits.get(room) ?? firstWait;
    this.waits.set(room, Math.min(longestWait, delay * 2));
    this.core.after(`outbox ${room}`, Math.max(shortestDelay, error?.retryAfter ?? delay), () => {}, false);
    if (error?.code === "signed_out") this.core.signedOut(error.message);
  }

  private store(entry: OutboxEntry): void {
    this.core.effect({ kind: "store", entry: toStored(entry) });
    this.touch(entry);
  }

  /** Lets go of sent entries whose rows are held, or will not be drawn. */
  private settle(): void {
    const sent = this.entries.filter(({ state }) => state === "sent");
    for (const entry of sent) {
      const room = this.core.rooms.get(entry.room);
      const drawn = room?.opened && !room.notFound && inWindow(room.window, entry.number!);
      // Where another message stands in its place, the server took back what it said.
      const isHeld = drawn && (room.messages.has(entry.number!) || holdsId(room, entry.id));
      // A database that was put back doesn't have it any more.
      const isGone = drawn && entry.sentEarlier && isCaughtUp(room);
      if (!drawn || isHeld || isGone) this.remove(entry);
    }
  }
}

function holdsId({ messages }: RoomState, id: Id): boolean {
  for (const message of messages.values()) if (message.id === id) return true;
  return false;
}

export function fromStored(entry: StoredEntry): OutboxEntry {
  const state = entry.error ? "refused" : entry.tries >= mostTries ? "unconfirmed" : "waiting";
  return { ...entry, state, stored: true };
}

const notYet: ChatError = {
  code: "offline",
  message: "The chat doesn't know yet who you are. Try again when it is connected.",
  final: false,
};
