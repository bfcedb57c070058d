import type { Beat, ChangeSet, ChatError, Draining, HeadsChanged, Id, Outcome, Person, PresenceChanged, SignedOut, TypingChanged } from "../contracts";
import { beatArrived } from "./beat";
import { seed, type CachedChat } from "./cached";
import { Connecting, signInAgain } from "./connecting";
import { Core } from "./core";
import type { Effect, StoredEntry } from "./effects";
import { anotherRun } from "./incarnations";
import { close, open } from "./memberships";
import { mergePeople } from "./people";
import { present, presenceChanged, type, typingChanged } from "./presence";
import { release } from "./releasing";
import type { ChatState } from "./state";
import { mirrored, setDrains, shared, type EntryNews } from "./tabs";

export interface EngineOptions {
  /** Name and version, for the operator: `web/0.1.0`. */
  client: string;
  random?: () => number;
}

/**
 * The client without I/O: inputs go in, each with the time, and answer the effects that the shell carries out.
 * `docs/client-engine.md` says what it does; `Chat.Tests/Scenarios` prove it.
 */
export class Engine {
  private readonly core: Core;
  private readonly connecting: Connecting;

  constructor({ client, random = Math.random }: EngineOptions) {
    this.core = new Core(client, random);
    this.connecting = new Connecting(this.core);
  }

  get state(): ChatState {
    return this.core.state;
  }

  /** Rooms whose heads were told by another run of the server than the last. */
  get oldHeads(): ReadonlySet<Id> {
    return this.core.heads.old;
  }

  /** Which run of the server the last connection was greeted by. */
  get incarnation(): string | undefined {
    return this.connecting.incarnation;
  }

  /** When the next `tick` is wanted. */
  get dueAt(): number | undefined {
    return this.core.dueAt;
  }

  /** Where the engine stands in every scope that it holds, for those who look inside. */
  get cursors(): Map<string, { revision: number; incarnation: string }> {
    const { person, people, rooms } = this.core;
    const scopes = [...(person ? [person] : []), people, ...rooms.values()];
    return new Map(scopes.flatMap(({ name, cursor }) => (cursor ? [[name, cursor]] : [])));
  }

  /** `cached`: rows of an earlier page, to be drawn at once and continued. */
  start(now: number, me?: Id, outbox: readonly StoredEntry[] = [], cached?: CachedChat): Effect[] {
    return this.input(now, () => {
      this.connecting.start(me, outbox);
      if (cached) this.take(cached);
    });
  }

  /** Rows of an earlier page that came late: of use as long as the server has not told its own. */
  seed(now: number, cached: CachedChat): Effect[] {
    return this.input(now, () => this.take(cached));
  }

  loaded(now: number, outbox: readonly StoredEntry[]): Effect[] {
    return this.input(now, () => this.core.outbox.load(outbox));
  }

  connected(now: number): Effect[] {
    return this.input(now, () => this.connecting.connected());
  }

  connectFailed(now: number, status?: number): Effect[] {
    return this.input(now, () => this.connecting.connectFailed(status));
  }

  closed(now: number, error: boolean): Effect[] {
    return this.input(now, () => this.connecting.closed(error));
  }

  answer(now: number, call: number, outcome: Outcome<unknown>): Effect[] {
    return this.input(now, () => {
      const asked = this.core.takeCall(call);
      if (!asked) return;
      this.connecting.heard();
      asked.answer(outcome);
      if (outcome.error?.code === "signed_out") this.core.signedOut(outcome.error.message);
    });
  }

  failed(now: number, call: number): Effect[] {
    return this.input(now, () => this.core.takeCall(call)?.unknown("failed"));
  }

  event(now: number, name: string, data: unknown): Effect[] {
    return this.input(now, () => {
      if (!this.core.socket) return;
      this.connecting.heard();
      switch (name) {
        case "Changes": return this.core.watching.arrived(data as ChangeSet);
        case "Beat": return beatArrived(this.core, data as Beat);
        case "Heads": return this.core.heads.arrived((data as HeadsChanged).rooms);
        case "Presence": return presenceChanged(this.core, data as PresenceChanged);
        case "Typing": return typingChanged(this.core, data as TypingChanged);
        case "Draining": return this.connecting.draining((data as Draining).retryAfter);
        case "SignedOut": return this.core.signedOut((data as SignedOut).message || signInAgain);
      }
    });
  }

  stored(now: number, id: Id): Effect[] {
    return this.input(now, () => this.core.outbox.stored(id));
  }

  notStored(now: number, id: Id): Effect[] {
    return this.input(now, () => this.core.outbox.notStored(id));
  }

  tick(now: number): Effect[] {
    return this.input(now, () => this.core.runDue());
  }

  open(now: number, room: Id): Effect[] {
    return this.input(now, () => open(this.core, room));
  }

  close(now: number, room: Id): Effect[] {
    return this.input(now, () => close(this.core, room));
  }

  post(now: number, room: Id, id: Id, text: string, composedAt: number): Effect[] {
    return this.input(now, () => this.core.outbox.post(room, id, text, composedAt));
  }

  retry(now: number, id: Id): Effect[] {
    return this.input(now, () => this.core.outbox.retry(id));
  }

  discard(now: number, id: Id): Effect[] {
    return this.input(now, () => this.core.outbox.discard(id));
  }

  seen(now: number, room: Id, number: number): Effect[] {
    return this.input(now, () => this.core.markers.seen(room, number));
  }

  markUnread(now: number, room: Id, number: number): Effect[] {
    return this.input(now, () => this.core.markers.markUnread(room, number));
  }

  /** The page before the range that holds this number; without one, before the first. */
  loadOlder(now: number, room: Id, number?: number): Effect[] {
    return this.input(now, () => this.core.pages.older(this.core.rooms.get(room), number));
  }

  /** The page after the range that holds this number; without one, after the first. */
  loadNewer(now: number, room: Id, number?: number): Effect[] {
    return this.input(now, () => this.core.pages.newer(this.core.rooms.get(room), number));
  }

  /** Gives up a room's rows from a number to another; without `to`, and all newer ones. */
  release(now: number, room: Id, from: number, to?: number): Effect[] {
    return this.input(now, () => release(this.core, this.core.rooms.get(room), { from, ...(to !== undefined && { to }) }));
  }

  loadAround(now: number, room: Id, number: number): Effect[] {
    return this.input(now, () => this.core.pages.around(this.core.rooms.get(room), number));
  }

  loadMembers(now: number, room: Id): Effect[] {
    return this.input(now, () => this.core.pages.members(this.core.rooms.get(room)));
  }

  typing(now: number, room: Id): Effect[] {
    return this.input(now, () => type(this.core, room));
  }

  presence(now: number, hidden: boolean, away: boolean): Effect[] {
    return this.input(now, () => present(this.core, hidden, away));
  }

  reconnectNow(now: number): Effect[] {
    return this.input(now, () => this.connecting.reconnectNow());
  }

  /** The device says that it has no network any more: nobody waits until the socket is noticed dead. */
  networkLost(now: number): Effect[] {
    return this.input(now, () => this.connecting.networkLost());
  }

  request(now: number, method: string, args: object, tag: string): Effect[] {
    const reply = (outcome: Outcome<unknown>) => this.core.effect({ kind: "reply", tag, outcome });
    return this.input(now, () => {
      if (!this.core.live) return reply({ ok: false, error: offline });
      this.core.call(method, args, reply, () => reply({ ok: false, error: unknown }));
    });
  }

  /** People whom an answer named that was handed out: from now on they are known. */
  met(now: number, people: readonly Person[]): Effect[] {
    return this.input(now, () => mergePeople(this.core, people));
  }

  /** Whether this engine sends the outbox; of the tabs of one browser, one does. */
  drain(now: number, drains: boolean): Effect[] {
    return this.input(now, () => setDrains(this.core, drains));
  }

  /** What the store holds, after another tab wrote to it. */
  shared(now: number, outbox: readonly StoredEntry[]): Effect[] {
    return this.input(now, () => shared(this.core, outbox));
  }

  /** How entries fare in the tab that sends them. */
  mirrored(now: number, news: readonly EntryNews[]): Effect[] {
    return this.input(now, () => mirrored(this.core, news));
  }

  private take(cached: CachedChat): void {
    const { connecting, core } = this;
    if (!seed(core, cached)) return;
    connecting.incarnation ??= cached.self.incarnation;
    if (connecting.incarnation !== cached.self.incarnation) anotherRun(core);
  }

  private input(now: number, act: () => void): Effect[] {
    this.core.now = now;
    act();
    return this.core.take();
  }
}

const offline: ChatError = {
  code: "offline",
  message: "There is no connection to the server. Try again when it is back.",
  final: false,
};

const unknown: ChatError = {
  code: "unknown",
  message: "The connection broke before the answer came. Look whether it was done, else try again.",
  final: false,
};
