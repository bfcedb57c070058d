import type { ChangeSet, Outcome, WatchAnswer, WatchAnswers, WatchItem } from "../contracts";
import { shortestDelay, type Core } from "./core";
import { applyToPages } from "./pages";
import { mergePeople } from "./people";
import { dropRows, mergeRows } from "./rows";
import { isCaughtUp, isRoom, raiseNumber, type HeldRoom, type Scope } from "./scopes";

const mostWaiting = 64;
const firstDelay = 1_000;
const longestDelay = 30_000;

/** The way in and the way back for every scope: opening a room, a gap, an overflow and a reconnect are all this. */
export class Watching {
  private readonly queue = new Set<Scope>();

  constructor(private readonly core: Core) {}

  /** Watches a scope again, from its cursor, at the end of the input; an answer under way counts no more. */
  again(scope: Scope): void {
    if (isRoom(scope) && !scope.opened) return;
    scope.watching = "asking";
    scope.asked = undefined;
    this.core.cancel(`watch ${scope.name}`);
    this.queue.add(scope);
  }

  /**
   * After an answer that leaves something to ask: at once while answers lead on. Those of a server that is stuck don't, and
   * from the second in a row on each is waited for longer.
   */
  private onward(scope: Scope, ledOn: boolean): void {
    if (!ledOn) scope.fruitless++;
    if (ledOn || scope.fruitless < 2) return this.again(scope);
    const delay = Math.min(longestDelay, firstDelay * 2 ** (scope.fruitless - 2));
    this.core.after(`watch ${scope.name}`, delay, () => {
      if (scope.watching === "asking" && scope.asked === undefined) this.again(scope);
    });
  }

  /** Stops believing in a scope: what is under way or queued counts no more. */
  stop(scope: Scope): void {
    scope.watching = "no";
    scope.asked = undefined;
    scope.waiting = [];
    scope.overflowed = false;
    scope.fruitless = 0;
    this.queue.delete(scope);
    this.core.cancel(`behind ${scope.name}`);
    this.core.cancel(`watch ${scope.name}`);
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
    const watchItems = Math.max(1, core.state.limits.watchItems);
    for (let at = 0; at < scopes.length; at += watchItems) this.call(scopes.slice(at, at + watchItems));
  }

  /** A live set, or one that waited for an answer. */
  arrived(set: ChangeSet): void {
    const scope = this.find(set.scope);
    const room = /^room:(.+)$/.exec(set.scope)?.[1];
    if (room !== undefined) this.core.heads.raise(room, set.head, set.number, set.room);
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
      scope.accepted = scope.mayBeWatched = false;
    }
  }

  *every(): Iterable<Scope> {
    if (this.core.person) yield this.core.person;
    yield this.core.people;
    yield* this.core.rooms.values();
  }

  private call(scopes: Scope[]): void {
    const items = scopes.map((scope): WatchItem => {
      const cursor = this.core.pages.lowestCursor(scope);
      scope.askedFrom = cursor?.revision ?? -1;
      return { scope: scope.name, ...(cursor && { cursor }) };
    });
    const id = this.core.call<WatchAnswers>(
      "Watch",
      { items },
      (outcome) => this.answered(scopes.filter(({ asked }) => asked === id), id, outcome),
      (why) => why === "failed" && this.refused(scopes.filter(({ asked }) => asked === id), 1_000),
    );
    for (const scope of scopes) {
      scope.asked = id;
      scope.mayBeWatched = true;
    }
  }

  private answered(scopes: Scope[], id: number, { value, error }: Outcome<WatchAnswers>): void {
    if (!value) return this.refused(scopes, error?.final ? undefined : error?.retryAfter ?? 1_000);
    const answers = new Map<string, WatchAnswer>();
    for (const answer of value.answers) if (!answers.has(answer.scope) && isWhole(answer)) answers.set(answer.scope, answer);
    // What doesn't fit is `later`; where nothing fits, the server is stuck.
    const someFitted = scopes.some(({ name }) => answers.has(name));
    // One of the answers before it may have made it void.
    for (const scope of scopes) if (scope.asked === id) this.answer(scope, answers.get(scope.name), someFitted);
  }

  private refused(scopes: Scope[], retryAfter: number | undefined): void {
    for (const scope of scopes) {
      if (scope === this.core.person && !this.core.live) return this.core.drop("closed");
      this.stop(scope);
      this.core.touchRoom(isRoom(scope) ? scope : undefined);
      if (retryAfter === undefined) continue;
      this.core.after(`watch ${scope.name}`, Math.max(shortestDelay, retryAfter), () => {
        if (scope.watching === "no") this.again(scope);
      });
    }
  }

  private answer(scope: Scope, answer: WatchAnswer | undefined, someFitted: boolean): void {
    const { core } = this;
    scope.asked = undefined;
    switch (answer?.kind) {
      case "snapshot":
        this.snapshot(scope, answer.set!, answer.messagesFrom);
        return this.caughtUp(scope);
      case "changes":
        // A room that isn't held has no window that changes could be for.
        if ((isRoom(scope) && !scope.cursor) || !this.apply(scope, answer.set!)) return this.onward(scope, false);
        scope.accepted = true;
        return this.caughtUp(scope);
      case "reset":
        this.reset(scope);
        return this.onward(scope, false);
      case "notFound":
        if (scope === core.person) return core.drop("closed");
        this.stop(scope);
        scope.mayBeWatched = false;
        if (!isRoom(scope)) return;
        dropRows(core, scope);
        scope.notFound = true;
        return core.touchRoom(scope);
      default:
        return this.onward(scope, someFitted);
    }
  }

  private snapshot(scope: Scope, set: ChangeSet, messagesFrom: number | undefined): void {
    if (scope !== this.core.people) dropRows(this.core, scope);
    if (isRoom(scope)) {
      scope.notFound = false;
      scope.window = [{ from: messagesFrom ?? 1 }];
    }
    this.merge(scope, set);
    scope.accepted = true;
  }

  private reset(scope: Scope): void {
    dropRows(this.core, scope);
    scope.head = 0;
    if (scope === this.core.people) this.core.strangers.reread();
    if (!isRoom(scope)) return;
    scope.number = 0;
    scope.numberIsOld = false;
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
    else if (isRoom(scope)) this.raise(scope, set);
    return true;
  }

  private merge(scope: Scope, set: ChangeSet): void {
    mergeRows(this.core, scope, set);
    scope.cursor = { revision: set.to, incarnation: set.incarnation };
    scope.head = Math.max(scope.head, set.head);
    if (!isRoom(scope)) return;
    this.raise(scope, set);
    if (scope.window.length) return;
    // The floor has risen above all that was held: there is no place to load from but a snapshot.
    dropRows(this.core, scope);
    this.again(scope);
  }

  private raise(room: HeldRoom, { head, number }: ChangeSet): void {
    raiseNumber(room, number);
    this.core.heads.raise(room.id, head, number, room.header);
    this.core.touchMessages(room);
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
    if (isRoom(scope) && !core.pages.join(scope)) return this.onward(scope, this.ledOn(scope));
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
    if (!isCaughtUp(scope)) {
      scope.watching = "asking";
      return this.onward(scope, this.ledOn(scope));
    }
    scope.fruitless = 0;
    if (scope === core.person && !core.live) core.becomeLive();
    if (isRoom(scope)) core.pages.roomLive(scope);
  }

  private ledOn(scope: Scope): boolean {
    return (this.core.pages.lowestCursor(scope)?.revision ?? -1) > scope.askedFrom;
  }
}

/** Whether an answer says something about its scope, and brings the rows that it speaks of. */
function isWhole({ kind, scope, set }: WatchAnswer): boolean {
  return kind === "snapshot" || kind === "changes" ? set?.scope === scope : kind === "reset" || kind === "notFound";
}
