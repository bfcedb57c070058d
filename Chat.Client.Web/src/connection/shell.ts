import type { CacheKeeper } from "../cache/keeper";
import type { CacheSource } from "../cache/rows";
import type { ChatError, Id, Outcome } from "../contracts";
import type { CachedChat } from "../engine/cached";
import type { Effect, StoredEntry } from "../engine/effects";
import { Engine } from "../engine/engine";
import type { ChatState } from "../engine/state";
import type { SharedOutbox, SharingTab } from "../outbox/sharing";
import { newId } from "../uuid";
import type { Posted } from "./chat";
import type { Hints } from "./hints";
import { ConnectError, type Connect, type Socket } from "./socket";

export interface ShellOptions {
  /** Name and version, for the operator. */
  client: string;
  connect: Connect;
  /** Opens the outbox of a person at this server, for this tab. */
  openOutbox(person: Id, tab: SharingTab): Promise<SharedOutbox>;
  /** Opens what is kept of a person's rows on this device; none where nothing can be kept. */
  openCache?(person: Id, source: CacheSource): Promise<CacheKeeper | undefined>;
  /** Whose session it is, if that is known: then what waits is drawn before the server is reached. */
  me?: Id;
  now(): number;
  follow?(hints: Hints): () => void;
  /** Told of every message that the server has taken. */
  acknowledged?(id: Id, number: number): void;
}

/** A disk that takes longer holds nobody up: what it has comes later, or the server tells it. */
const cachePatience = 1_500;

function after(time: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/** The shell around the engine: it owns the socket, the disk and the clock. */
export class Shell {
  private readonly engine: Engine;
  private readonly tab: SharingTab;
  private readonly listeners = new Set<(state: ChatState) => void>();
  private readonly replies = new Map<string, (outcome: Outcome<any>) => void>();
  /** Posts whose writer waits to hear that they are on disk. */
  private readonly keeping = new Map<Id, (error: ChatError | undefined) => void>();
  private readonly requestIds = new Map<string, Id>();
  private draining = false;
  private outbox: Promise<SharedOutbox> | undefined;
  /** The outbox, once it is open. */
  shared: SharedOutbox | undefined;
  private cache: CacheKeeper | undefined;
  private socket: Socket | undefined;
  private attempt = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unfollow = () => {};
  private notifying = false;
  private stopped = false;
  private forgets = false;

  constructor(private readonly options: ShellOptions) {
    const engine = (this.engine = new Engine({ client: options.client }));
    this.tab = {
      get entries() { return engine.state.outbox; },
      get live() { return engine.state.connection === "live"; },
      drain: (drains) => this.drain(drains),
      shared: (entries) => this.input((engine, now) => engine.shared(now, entries)),
      mirrored: (news) => this.input((engine, now) => engine.mirrored(now, news)),
      retry: (id) => this.input((engine, now) => engine.retry(now, id)),
      discard: (id) => this.input((engine, now) => engine.discard(now, id)),
    };
  }

  get state(): ChatState {
    return this.engine.state;
  }

  subscribe(listener: (state: ChatState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async start(): Promise<void> {
    const { me } = this.options;
    this.drain(false);
    const reading = me === undefined ? undefined : this.useCache(me);
    const outbox = me === undefined ? [] : this.useOutbox(me);
    const [entries, cached] = await Promise.all([outbox, Promise.race([reading, after(cachePatience)])]);
    this.input((engine, now) => engine.start(now, me, entries, cached));
    if (!cached) void reading?.then((late) => { if (late && this.state.me === me) this.input((engine, now) => engine.seed(now, late)); });
    this.shared?.begin();
    if (!this.stopped) this.unfollow = this.options.follow?.(this.hints) ?? this.unfollow;
  }

  /** With `forget`, what is kept of the rooms goes. */
  async stop(forget = false): Promise<void> {
    this.stopped = true;
    this.forgets = forget;
    clearTimeout(this.timer);
    this.unfollow();
    this.disconnect();
    if (forget) await this.cache?.clear();
    else void this.cache?.flush();
    this.cache?.end();
    (await this.outbox?.catch(() => undefined))?.end();
  }

  /** Gives the engine an input and carries out its effects. */
  input(act: (engine: Engine, now: number) => Effect[]): void {
    if (this.stopped) return;
    // A tab that slept may have lost its turn without having been told.
    if (this.draining && !this.shared?.mine) this.drain(false);
    for (const effect of act(this.engine, this.options.now())) this.carryOut(effect);
    this.plan();
  }

  ask<T>(method: string, args: object): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      const tag = newId();
      this.replies.set(tag, resolve);
      this.input((engine, now) => engine.request(now, method, args, tag));
    });
  }

  /** Asks with a request id, which a repetition keeps as long as it is unknown whether the first was carried out. */
  async askOnce<T>(method: string, args: object): Promise<Outcome<T>> {
    const key = method + JSON.stringify(args);
    const request = this.requestIds.get(key) ?? newId();
    this.requestIds.set(key, request);
    const outcome = await this.ask<T>(method, { ...args, request });
    if (outcome.ok || outcome.error?.final) this.requestIds.delete(key);
    return outcome;
  }

  post(room: Id, text: string): Posted {
    if (this.stopped) return { error: { code: "signed_out", message: "Sign in to go on.", final: true } };
    const id = newId();
    let refused: ChatError | undefined;
    this.replies.set(id, ({ error }) => (refused = error));
    const stored = new Promise<ChatError | undefined>((resolve) => this.keeping.set(id, resolve));
    this.input((engine, now) => engine.post(now, room, id, text, Date.now()));
    this.replies.delete(id);
    if (!refused) return { id, stored };
    this.keeping.delete(id);
    return { error: refused };
  }

  private carryOut(effect: Effect): void {
    switch (effect.kind) {
      case "connect": return this.connect();
      case "disconnect": return this.disconnect();
      case "call": return this.call(effect.id, effect.method, effect.args);
      case "send": return this.socket?.send(effect.method, effect.args);
      case "store": return void this.store(effect.entry);
      case "forget":
        if (effect.number !== undefined) this.options.acknowledged?.(effect.id, effect.number);
        // Not forgotten only means: sent again with the same id.
        return void this.shared?.forget(effect.id, effect.number).catch(() => {});
      case "load": return void this.load(effect.person);
      case "reply":
        this.replies.get(effect.tag)?.(effect.outcome);
        return void this.replies.delete(effect.tag);
      case "changed":
        this.shared?.tell();
        this.cache?.changed();
        return this.notify();
    }
  }

  private connect(): void {
    this.disconnect();
    const attempt = (this.attempt = new AbortController());
    const current = () => attempt === this.attempt && !this.stopped;
    this.options.connect({
      event: (name, data) => current() && this.input((engine, now) => engine.event(now, name, data)),
      closed: (error) => {
        if (!current()) return;
        this.socket = undefined;
        this.input((engine, now) => engine.closed(now, error));
      },
    }, attempt.signal).then((socket) => {
      if (!current()) return socket.close();
      this.socket = socket;
      this.input((engine, now) => engine.connected(now));
    }, (error: unknown) => {
      const status = error instanceof ConnectError ? error.status : undefined;
      if (current()) this.input((engine, now) => engine.connectFailed(now, status));
    });
  }

  private disconnect(): void {
    this.attempt.abort();
    this.attempt = new AbortController();
    this.socket?.close();
    this.socket = undefined;
  }

  private call(id: number, method: string, args: object): void {
    const { attempt } = this;
    this.socket?.call(method, args).then(
      (outcome) => attempt === this.attempt && this.input((engine, now) => engine.answer(now, id, outcome)),
      () => attempt === this.attempt && this.input((engine, now) => engine.failed(now, id)),
    );
  }

  private async store(entry: StoredEntry): Promise<void> {
    const kept = this.keeping.get(entry.id);
    this.keeping.delete(entry.id);
    try {
      // What is written right after signing in waits until the outbox is open.
      await (await this.outbox!).put(entry);
      this.input((engine, now) => engine.stored(now, entry.id));
      kept?.(undefined);
    } catch (error) {
      this.input((engine, now) => engine.notStored(now, entry.id));
      kept?.({
        code: "storage",
        message: `This browser could not keep the message (${(error as Error).message}). Free some space, then send it again.`,
        final: false,
      });
    }
  }

  /** Somebody is signed in whose outbox isn't open yet. */
  private async load(person: Id): Promise<void> {
    this.drain(false);
    // What is kept of somebody else goes; what this person's rooms hold is being told by the server anyway.
    void this.useCache(person);
    const entries = await this.useOutbox(person);
    if (this.state.me !== person) return;
    this.input((engine, now) => engine.loaded(now, entries));
    this.shared?.begin();
  }

  private async useOutbox(person: Id): Promise<StoredEntry[]> {
    const before = this.outbox;
    const opening = this.options.openOutbox(person, this.tab);
    this.outbox = opening;
    this.shared = undefined;
    void before?.then((outbox) => outbox.end());
    const shared = await opening;
    if (this.outbox !== opening) return [];
    if (this.stopped) shared.end();
    this.shared = shared;
    return shared.load().catch(() => []);
  }

  private async useCache(person: Id): Promise<CachedChat | undefined> {
    this.cache?.end();
    this.cache = undefined;
    const cache = await this.options.openCache?.(person, this.engine).catch(() => undefined);
    if (this.stopped) {
      if (this.forgets) await cache?.clear();
      return undefined;
    }
    this.cache = cache;
    return cache?.load();
  }

  private drain(drains: boolean): void {
    this.draining = drains;
    for (const effect of this.engine.drain(this.options.now(), drains)) this.carryOut(effect);
    this.plan();
  }

  private plan(): void {
    clearTimeout(this.timer);
    const { dueAt } = this.engine;
    if (dueAt === undefined || this.stopped) return;
    const delay = Math.max(0, dueAt - this.options.now());
    this.timer = setTimeout(() => this.input((engine, now) => engine.tick(now)), delay);
  }

  private notify(): void {
    if (this.notifying) return;
    this.notifying = true;
    queueMicrotask(() => {
      this.notifying = false;
      if (!this.stopped) for (const listener of this.listeners) listener(this.state);
    });
  }

  private readonly hints: Hints = {
    presence: (hidden, away) => this.input((engine, now) => engine.presence(now, hidden, away)),
    wake: () => {
      this.input((engine, now) => engine.tick(now));
      this.input((engine, now) => engine.reconnectNow(now));
    },
    rest: () => void this.cache?.flush(),
    lost: () => this.input((engine, now) => engine.networkLost(now)),
    leave: () => {
      this.shared?.pass();
      void this.cache?.flush();
    },
  };
}
