import type { ChangeSet, Outcome, WatchAnswer, WatchAnswers, WatchItem } from "../contracts";
import type { Core } from "./core";
import { applyToPages } from "./pages";
import { mergePeople } from "./people";
import { dropRows, mergeRows } from "./rows";
import { isCaughtUp, isRoom, type Scope } from "./scopes";

const mostWaiting = 64;

/** The way in and the way back for every scope: opening a room, a gap, an overflow and a reconnect are all this. */
export class Watching {
  private readonly queue = new Set<Scope>();

  constructor(private readonly core: Core) {}

  /** Watches a scope again, from its cursor, at the end of the input; an answer under way counts no more. */
  again(scope: Scope): void {
    if (isRoom(scope) && !scope.opened) return;
    scope.watching = "asking";
    scope.asked = undefined;
    this.queue.add(scope);
  }

  /** Stops believing in a scope: what is under way or queued counts no more. */
  stop(scope: Scope): void {
    scope.watching = "no";
    scope.asked = undefined;
    scope.waiting = [];
    scope.overflowed = false;
    this.queue.delete(scope);
    this.core.cancel(`behind ${scope.name}`);
  }

  /** Everything that is open, once the person's own scope is there. */
  all(): void {
    this.again(this.core.people);
    for (const room of this.core.rooms.values()) {
      this.queue.delete(room);
      this.again(room);
    }
  }

  flush(): void {
    const { core } = this;
    if (!core.socket) return;
    const scopes = [...this.queue].filter((scope) => core.live || scope === core.person);
    this.queue.clear();
    const { watchItems } = core.state.limits;
    for (let at = 0; at < scopes.length; at += watchItems) this.call(scopes.slice(at, at + watchItems));
  }

  /** A live set, or one that waited for an answer. */
  arrived(set: ChangeSet): void {
    const scope = this.find(set.scope);
    const room = /^room:(.+)$/.exec(set.scope)?.[1];
    if (room !== undefined) this.core.heads.raise(room, set.head, set.number ?? 0);
    if (!scope || scope.watching === "no") return;
    if (scope.watching === "live") this.apply(scope, set);
    else this.wait(scope, set);
  }

  find(name: string): Scope | undefined {
    const { people, person, rooms } = this.core;
    if (name === people.name) return people;
    if (name === person?.name) return person;
    return name.startsWith("room:") ? rooms.get(name.slice(5)) : undefined;
  }

  /** The scopes believed watched: person, people, rooms as they were opened. */
  *live(): Iterable<Scope> {
    for (const scope of this.every()) if (scope.watching === "live") yield scope;
  }

  disconnected(): void {
    for (const scope of this.every()) {
      if (scope.watching !== "no") this.core.touchRoom(isRoom(scope) ? scope : undefined);
      this.stop(scope);
      // What the server's head was is told anew: a database that was put back has a lower one.
      scope.head = scope.cursor?.revision ?? 0;
    }
  }

  private *every(): Iterable<Scope> {
    if (this.core.person) yield this.core.person;
    yield this.core.people;
    yield* this.core.rooms.values();
  }

  private call(scopes: Scope[]): void {
    const items = scopes.map((scope): WatchItem => {
      const cursor = this.core.pages.lowestCursor(scope);
      return { scope: scope.name, ...(cursor && { cursor }) };
    });
    const id = this.core.call<WatchAnswers>(
      "Watch",
      { items },
      (outcome) => this.answered(scopes.filter(({ asked }) => asked === id), outcome),
      (why) => why === "failed" && this.refused(scopes.filter(({ asked }) => asked === id), 1_000),
    );
    for (const scope of scopes) scope.asked = id;
  }

  private answered(scopes: Scope[], { value, error }: Outcome<WatchAnswers>): void {
    if (!value) return this.refused(scopes, error?.final ? undefined : error?.retryAfter ?? 1_000);
    const answers = new Map(value.answers.map((answer) => [answer.scope, answer]));
    for (const scope of scopes) this.answer(scope, answers.get(scope.name));
  }

  private refused(scopes: Scope[], retryAfter: number | undefined): void {
    for (const scope of scopes) {
      if (scope === this.core.person && !this.core.live) return this.core.drop("closed");
      this.stop(scope);
      this.core.touchRoom(isRoom(scope) ? scope : undefined);
      if (retryAfter === undefined) continue;
      this.core.after(`watch ${scope.name}`, retryAfter, () => {
        if (scope.watching === "no") this.again(scope);
      });
    }
  }

  private answer(scope: Scope, answer: WatchAnswer | undefined): void {
    const { core } = this;
    scope.asked = undefined;
    switch (answer?.kind) {
      case "snapshot":
        if (!answer.set) return this.again(scope);
        this.snapshot(scope, answer.set, answer.messagesFrom);
        return this.caughtUp(scope);
      case "changes":
        if (!answer.set || !this.apply(scope, answer.set)) return this.again(scope);
        return this.caughtUp(scope);
      case "reset":
        this.reset(scope);
        return this.again(scope);
      case "notFound":
        if (scope === core.person) return core.drop("closed");
        this.stop(scope);
        if (!isRoom(scope)) return;
        dropRows(core, scope);
        scope.notFound = true;
        return core.touchRoom(scope);
      default:
        return this.again(scope);
    }
  }

  private snapshot(scope: Scope, set: ChangeSet, messagesFrom: number | undefined): void {
    if (scope !== this.core.people) dropRows(this.core, scope);
    if (isRoom(scope)) {
      scope.notFound = false;
      scope.window = [{ from: messagesFrom ?? 1 }];
    }
    this.merge(scope, set);
  }

  private reset(scope: Scope): void {
    dropRows(this.core, scope);
    scope.head = 0;
    if (scope === this.core.people) this.core.strangers.reread();
    if (!isRoom(scope)) return;
    scope.number = 0;
    this.core.heads.aged(scope.id);
  }

  /** Applies a set by where the cursor stands. False: it leaves a gap, and nothing was applied. */
  private apply(scope: Scope, set: ChangeSet): boolean {
    const revision = scope.cursor?.revision ?? 0;
    scope.head = Math.max(scope.head, set.head);
    if (scope !== this.core.people) mergePeople(this.core, set.people);
    if (isRoom(scope)) applyToPages(scope, set);
    if (set.from > revision) {
      if (scope.watching === "live") this.again(scope);
      return false;
    }
    if (set.to > revision || !scope.cursor) this.merge(scope, set);
    return true;
  }

  private merge(scope: Scope, set: ChangeSet): void {
    mergeRows(this.core, scope, set);
    scope.cursor = { revision: set.to, incarnation: set.incarnation };
    scope.head = Math.max(scope.head, set.head);
    if (!isRoom(scope)) return;
    scope.number = Math.max(scope.number, set.number ?? 0);
    this.core.heads.raise(scope.id, set.head, scope.number, scope.header);
    this.core.touchRoom(scope);
  }

  private wait(scope: Scope, set: ChangeSet): void {
    if (scope.overflowed) {
      scope.head = Math.max(scope.head, set.head);
    } else if (scope.waiting.length < mostWaiting) {
      scope.waiting.push(set);
    } else {
      scope.waiting = [];
      scope.overflowed = true;
      scope.head = Math.max(scope.head, set.head);
    }
  }

  private caughtUp(scope: Scope): void {
    const { core } = this;
    if (isRoom(scope) && !core.pages.join(scope)) return this.again(scope);
    const { waiting } = scope;
    scope.waiting = [];
    scope.overflowed = false;
    // Still asking, so that a set that leaves a gap is dropped and only its head is noted.
    for (const set of waiting) this.apply(scope, set);
    scope.watching = "live";
    if (isRoom(scope)) {
      scope.notFound = false;
      core.touchRoom(scope);
    }
    if (!isCaughtUp(scope)) this.again(scope);
    else if (scope === core.person && !core.live) core.becomeLive();
    if (isRoom(scope) && scope.watching === "live") core.pages.roomLive(scope);
  }
}
