import { defaultLimits, type Id, type Outcome } from "../contracts";
import type { Effect } from "./effects";
import { Heads } from "./heads";
import { Markers } from "./markers";
import { Outbox } from "./outbox";
import { Pages } from "./pages";
import { Strangers } from "./people";
import { nobodyTypesElsewhere } from "./presence";
import { newScope, type HeldRoom, type Scope } from "./scopes";
import type { ChatState, RoomState } from "./state";
import { Watching } from "./watching";

/** Why the outcome of a call is not known; only after `failed` the connection lasts. */
export type Unknown = "closed" | "closedWithError" | "failed" | "timedOut";

interface Call {
  answer(outcome: Outcome<any>): void;
  unknown(why: Unknown): void;
}

interface Timer { at: number; run(): void; connected: boolean }

export const callTimeout = 20_000;

/** Whatever a server says, nothing is tried again sooner. */
export const shortestDelay = 100;

/** What the engine's parts share: the state, the clock, the calls in flight, and the effects of the input at hand. */
export class Core {
  readonly state: ChatState;
  readonly rooms = new Map<Id, HeldRoom>();
  readonly people: Scope = newScope("people");
  person: Scope | undefined;
  now = 0;

  hidden = false;
  /** What the server was told last of how present the person is. */
  told = { hidden: false, away: false };
  away = false;
  socket = false;
  closings = 0;
  /** Ends the connection and plans the next; set by the part that connects. */
  drop: (why: Unknown, atLeast?: number) => void = () => {};
  /** One's own scope is complete; set as well. */
  becomeLive: () => void = () => {};
  /** The session has ended; set as well. */
  signedOut: (problem: string) => void = () => {};

  readonly heads = new Heads(this);
  readonly watching = new Watching(this);
  readonly pages = new Pages(this);
  readonly strangers = new Strangers(this);
  readonly outbox = new Outbox(this);
  readonly markers = new Markers(this);

  private effects: Effect[] = [];
  private dirty = false;
  private nextCall = 1;
  private readonly calls = new Map<number, Call>();
  private readonly timers = new Map<string, Timer>();

  constructor(readonly client: string, readonly random: () => number) {
    this.state = {
      version: 0,
      listVersion: 0,
      peopleVersion: 0,
      connection: "offline",
      limits: defaultLimits,
      people: new Map(),
      memberships: new Map(),
      markers: new Map(),
      heads: new Map(),
      elsewhere: new Map(),
      outbox: [],
      rooms: this.rooms,
    };
  }

  get live(): boolean {
    return this.state.connection === "live";
  }

  effect(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Ends an input: what its parts wish for leaves in one order, then all effects. */
  take(): Effect[] {
    this.heads.flush();
    this.watching.flush();
    this.pages.flush();
    this.strangers.flush();
    this.outbox.flush();
    this.markers.flush();
    if (this.dirty) {
      this.state.version++;
      this.effects.push({ kind: "changed" });
      this.dirty = false;
    }
    const effects = this.effects;
    this.effects = [];
    return effects;
  }

  touch(): void {
    this.dirty = true;
  }

  touchRoom(room: RoomState | undefined): void {
    if (room) room.membersVersion++;
    this.touchMessages(room);
  }

  /** What is said changed, or who is saying something, not who is in the room. */
  touchMessages(room: RoomState | undefined): void {
    if (room) room.version++;
    this.dirty = true;
  }

  touchList(): void {
    this.state.listVersion++;
    this.dirty = true;
  }

  /** Asks the server; `unknown` is told when no answer will come. */
  call<T>(method: string, args: object, answer: (outcome: Outcome<T>) => void, unknown: (why: Unknown) => void = () => {}): number {
    const id = this.nextCall++;
    this.calls.set(id, { answer, unknown });
    this.effects.push({ kind: "call", id, method, args });
    this.after(`call ${id}`, callTimeout, () => this.drop("timedOut"));
    return id;
  }

  send(method: string, args: object): void {
    this.effects.push({ kind: "send", method, args });
  }

  takeCall(id: number): Call | undefined {
    const call = this.calls.get(id);
    this.calls.delete(id);
    this.cancel(`call ${id}`);
    return call;
  }

  /** Forgets the connection: calls in flight have an unknown outcome, its timers end. */
  disconnected(why: Unknown): void {
    this.socket = false;
    for (const [key, timer] of this.timers) if (timer.connected) this.timers.delete(key);
    const calls = [...this.calls.values()];
    this.calls.clear();
    for (const call of calls) call.unknown(why);
    nobodyTypesElsewhere(this);
    this.heads.disconnected();
    this.watching.disconnected();
    this.pages.disconnected();
    this.strangers.disconnected();
    this.outbox.disconnected(why);
  }

  /** Runs something later, unless the connection ends before; a second `after` with the same key replaces the first. */
  after(key: string, delay: number, run: () => void, connected = true): void {
    this.timers.set(key, { at: this.now + delay, run, connected });
  }

  isPlanned(key: string): boolean {
    return this.timers.has(key);
  }

  cancel(key: string): void {
    this.timers.delete(key);
  }

  get dueAt(): number | undefined {
    let due: number | undefined;
    for (const { at } of this.timers.values()) if (due === undefined || at < due) due = at;
    return due;
  }

  runDue(): void {
    for (;;) {
      let first: [string, Timer] | undefined;
      for (const entry of this.timers) {
        if (entry[1].at <= this.now && (!first || entry[1].at < first[1].at)) first = entry;
      }
      if (!first) return;
      this.timers.delete(first[0]);
      first[1].run();
    }
  }
}
