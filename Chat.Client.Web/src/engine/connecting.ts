import { Protocol, type ChatError, type Hello, type Outcome, type Welcome } from "../contracts";
import type { Core, Unknown } from "./core";
import type { StoredEntry } from "./effects";
import { anotherRun } from "./incarnations";
import { mergePeople } from "./people";
import { presenceMayHaveChanged } from "./presence";
import { dropRows } from "./rows";
import { newScope } from "./scopes";

const firstDelay = 500;
const longestDelay = 30_000;
const stableAfter = 10_000;
/** A server that names a shorter one could not be talked to. */
const shortestDeadline = 5_000;

/** From no connection to a live one, and back. */
export class Connecting {
  private delay = firstDelay;
  private liveSince: number | undefined;
  private drainingUntil = 0;
  private lastHeard = 0;
  private deadline = 45_000;
  /** Which run of the server the last connection was greeted by. */
  incarnation: string | undefined;

  constructor(private readonly core: Core) {
    core.drop = (why, atLeast) => this.drop(why, atLeast);
    core.becomeLive = () => this.becomeLive();
    core.signedOut = (problem) => this.stop("signedOut", problem);
  }

  start(me: string | undefined, outbox: readonly StoredEntry[]): void {
    const { core } = this;
    core.state.me = me;
    if (me !== undefined) core.person = newScope(`person:${me}`);
    core.outbox.load(outbox);
    this.connect();
  }

  reconnectNow(): void {
    if (this.core.state.connection === "offline") this.connect();
  }

  networkLost(): void {
    const { connection } = this.core.state;
    if (connection === "live" || connection === "connecting") this.drop("closed", 0, deviceOffline);
  }

  connected(): void {
    const { core } = this;
    if (core.state.connection !== "connecting" || core.socket) return;
    core.socket = true;
    this.lastHeard = core.now;
    this.watchDeadline();
    core.told = { hidden: core.hidden, away: core.away };
    const hello: Hello = { protocol: Protocol.version, client: core.client, hidden: core.hidden, away: core.away };
    core.call<Welcome>("Hello", hello, (outcome) => this.welcomed(outcome), (why) => why === "failed" && this.drop("closed"));
  }

  connectFailed(status: number | undefined): void {
    if (this.core.state.connection !== "connecting" || this.core.socket) return;
    if (status === 401) this.stop("signedOut", signInAgain);
    else this.ended("closed", "The server can't be reached.");
  }

  closed(error: boolean): void {
    if (this.core.socket) this.ended(error ? "closedWithError" : "closed", "The connection was lost.");
  }

  heard(): void {
    this.lastHeard = this.core.now;
  }

  draining(retryAfter: number): void {
    this.drainingUntil = this.core.now + retryAfter;
  }

  private connect(): void {
    const { core } = this;
    core.cancel("connect");
    core.state.connection = "connecting";
    core.state.retryAt = undefined;
    core.effect({ kind: "connect" });
    core.touch();
  }

  private welcomed({ value, error }: Outcome<Welcome>): void {
    const { core } = this;
    const { state } = core;
    if (!value) {
      if (error?.code === "signed_out") return;
      if (error?.code === "upgrade_required") return this.stop("upgradeRequired", error.message);
      return this.drop("closed", error?.retryAfter, error);
    }
    if (value.person.id !== state.me) this.become(value.person.id);
    if (this.incarnation !== undefined && this.incarnation !== value.incarnation) anotherRun(core);
    this.incarnation = value.incarnation;
    this.deadline = Math.max(shortestDeadline, value.beat.deadline ?? this.deadline);
    this.watchDeadline();
    state.limits = { ...state.limits, ...value.limits };
    state.server = value.name;
    mergePeople(core, [value.person]);
    core.touch();
    core.watching.again(core.person!);
  }

  /** Somebody else is signed in than was: nothing of the other person's stays. */
  private become(me: string): void {
    const { core } = this;
    const { state } = core;
    if (core.person) dropRows(core, core.person);
    for (const room of core.rooms.values()) {
      dropRows(core, room);
      room.notFound = false;
      if (!room.opened) core.rooms.delete(room.id);
    }
    state.heads.clear();
    state.people.clear();
    state.peopleVersion++;
    core.people.cursor = undefined;
    core.markers.forgetAll();
    core.touchList();
    state.me = me;
    core.person = newScope(`person:${me}`);
    core.outbox.leave();
    core.effect({ kind: "load", person: me });
  }

  private becomeLive(): void {
    const { core } = this;
    core.state.connection = "live";
    core.state.problem = undefined;
    this.liveSince = core.now;
    presenceMayHaveChanged(core);
    core.heads.ask();
    core.watching.all();
    core.strangers.live();
    core.touch();
  }

  private drop(why: Unknown, atLeast = 0, error?: ChatError): void {
    this.core.effect({ kind: "disconnect" });
    this.ended(why, error?.message ?? "The server does not answer.", atLeast);
  }

  private ended(why: Unknown, problem: string, atLeast = 0): void {
    const { core } = this;
    core.disconnected(why);
    if (this.liveSince !== undefined && core.now - this.liveSince >= stableAfter) this.delay = firstDelay;
    this.liveSince = undefined;
    const backOff = core.now + this.delay * (0.5 + 0.5 * core.random());
    this.delay = Math.min(longestDelay, this.delay * 2);
    const retryAt = Math.max(backOff, this.drainingUntil, core.now + atLeast);
    core.state.connection = "offline";
    core.state.problem = problem;
    core.state.retryAt = retryAt;
    core.after("connect", retryAt - core.now, () => this.connect(), false);
    core.touch();
  }

  /** Ends for good: only a new start connects again. */
  private stop(connection: "signedOut" | "upgradeRequired", problem: string): void {
    const { core } = this;
    if (core.state.connection === connection) return;
    if (core.socket) core.effect({ kind: "disconnect" });
    core.disconnected("closed");
    core.cancel("connect");
    this.liveSince = undefined;
    core.state.connection = connection;
    core.state.retryAt = undefined;
    core.state.problem = problem;
    core.touch();
  }

  private watchDeadline(): void {
    const silent = this.core.now - this.lastHeard;
    if (silent >= this.deadline) return this.drop("timedOut");
    this.core.after("deadline", this.deadline - silent, () => this.watchDeadline());
  }
}

const deviceOffline: ChatError = { code: "offline", message: "This device has no network.", final: false };

export const signInAgain = "Your session has ended. Sign in again: what waits to be sent is kept.";
