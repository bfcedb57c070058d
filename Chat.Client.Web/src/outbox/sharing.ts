import type { StoredEntry } from "../engine/effects";
import type { OutboxEntry } from "../engine/state";
import type { EntryNews } from "../engine/tabs";
import type { OutboxStore } from "./store";
import type { Turns } from "./turns";

/** What tabs with the same outbox tell each other. */
type TabMessage =
  /** The store holds something new. */
  | { kind: "stored" }
  /** From the tab that sends: how entries fare. */
  | { kind: "news"; news: EntryNews[] }
  /** A tab has come and knows no news. */
  | { kind: "hello" }
  /** For the tab that sends. */
  | { kind: "retry" | "discard"; id: string }
  /** A tab with a connection sees entries wait. */
  | { kind: "waiting" }
  /** The tab that sends is at it. */
  | { kind: "draining" };

/** What the engine of this tab is told and asked. */
export interface SharingTab {
  readonly entries: readonly OutboxEntry[];
  readonly live: boolean;
  drain(drains: boolean): void;
  shared(entries: readonly StoredEntry[]): void;
  mirrored(news: readonly EntryNews[]): void;
  retry(id: string): void;
  discard(id: string): void;
}

const patience = 3_000;

/** One owner's outbox, shared by the tabs of a browser: all write to it and show it, one sends. */
export class SharedOutbox {
  private readonly told = new Map<string, string>();
  private readonly timer: ReturnType<typeof setInterval>;
  private unanswered = 0;
  private reading: Promise<void> | undefined;
  private readAgain = false;
  /** Whether this tab sends: it is its turn, and it knows what is kept. */
  private drains = false;
  private ended = false;

  constructor(
    private readonly owner: string,
    private readonly store: OutboxStore,
    private readonly turns: Turns,
    private readonly channel: BroadcastChannel | undefined,
    private readonly tab: SharingTab,
  ) {
    if (channel) channel.onmessage = ({ data }) => this.received(data as TabMessage);
    this.timer = setInterval(() => this.nudge(), patience);
  }

  /** Waits for the turn to send. */
  begin(): void {
    this.turns.begin(() => void this.read(true), () => this.drain(false));
    this.post({ kind: "hello" });
  }

  get mine(): boolean {
    return this.turns.mine;
  }

  load(): Promise<StoredEntry[]> {
    return this.store.load(this.owner);
  }

  async put(entry: StoredEntry): Promise<void> {
    await this.store.put(this.owner, entry);
    this.post({ kind: "stored" });
  }

  /** With a number: because it was sent. */
  async forget(id: string, number: number | undefined): Promise<void> {
    this.told.delete(id);
    await this.store.forget(this.owner, [id]);
    this.post({ kind: "news", news: [number === undefined ? { id, state: "gone", tries: 0 } : { id, state: "sent", tries: 0, number }] });
  }

  retry(id: string): void {
    if (this.mine) this.tab.retry(id);
    else this.post({ kind: "retry", id });
  }

  discard(id: string): void {
    if (this.mine) this.tab.discard(id);
    else this.post({ kind: "discard", id });
  }

  /** Lets another tab send. */
  pass(): void {
    this.turns.pass();
  }

  async clear(): Promise<void> {
    await this.store.forget(this.owner, (await this.load()).map(({ id }) => id));
    this.post({ kind: "stored" });
  }

  /** Tells the other tabs what changed, if this one sends. */
  tell(all = false): void {
    if (!this.mine || !this.channel) return;
    if (all) this.told.clear();
    const news: EntryNews[] = [];
    for (const { id, state, tries, number, error } of this.tab.entries) {
      const item: EntryNews = { id, state, tries, ...(number !== undefined && { number }), ...(error && { error }) };
      const text = JSON.stringify(item);
      if (this.told.get(id) === text) continue;
      this.told.set(id, text);
      news.push(item);
    }
    if (news.length) this.post({ kind: "news", news });
  }

  end(): void {
    this.ended = true;
    clearInterval(this.timer);
    this.turns.end();
    this.channel?.close();
  }

  private received(message: TabMessage): void {
    switch (message.kind) {
      case "stored": return void this.read(false);
      case "news": return this.tab.mirrored(message.news);
      case "hello": return this.tell(true);
      case "retry": return this.mine ? this.tab.retry(message.id) : undefined;
      case "discard": return this.mine ? this.tab.discard(message.id) : undefined;
      case "draining": return void (this.unanswered = 0);
      case "waiting":
        if (!this.mine) return;
        // A tab without a connection, or that can't read what is kept, must not hold up one that can.
        if (this.tab.live && this.drains) this.post({ kind: "draining" });
        else this.turns.pass();
    }
  }

  /** Reads the store into the engine; afterwards it sends, if it is this tab's turn. */
  private async read(andDrain: boolean): Promise<void> {
    if (this.reading && !andDrain) {
      this.readAgain = true;
      return;
    }
    const reading = this.load().then((entries) => {
      if (this.ended) return;
      this.tab.shared(entries);
      if (!andDrain || !this.mine) return;
      this.drain(true);
      this.tell(true);
    }).catch(() => {});
    this.reading = reading;
    await reading;
    if (this.reading === reading) this.reading = undefined;
    if (!this.readAgain) return;
    this.readAgain = false;
    await this.read(false);
  }

  private drain(drains: boolean): void {
    this.drains = drains;
    this.tab.drain(drains);
  }

  /** A tab that sleeps keeps its turn: one that is awake asks, and takes it when there is no answer. */
  private nudge(): void {
    // What is kept could not be read when the turn came.
    if (this.mine && !this.drains) void this.read(true);
    const stuck = !this.mine && this.tab.live && this.tab.entries.some(({ state, stored }) => stored && (state === "waiting" || state === "sending"));
    if (!stuck) this.unanswered = 0;
    else if (this.unanswered++ < 2) this.post({ kind: "waiting" });
    else {
      this.unanswered = 0;
      this.turns.seize();
    }
  }

  private post(message: TabMessage): void {
    if (!this.ended) this.channel?.postMessage(message);
  }
}
