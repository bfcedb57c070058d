import type { Outcome } from "../contracts";
import { peopleOf, roomOf, selfOf } from "../cache/rows";
import type { CachedChat } from "./cached";
import type { Effect, StoredEntry } from "./effects";
import { Engine } from "./engine";
import { drawn, personName, unread, userName } from "./selectors";
import type { ChatState } from "./state";

export type Step = Record<string, any>;
export interface Scenario { name: string; about: string; steps: Step[] }

/** Puts a UUID in the place of each `$name`: the n-th new name of a file is the n-th UUID. */
export function withIds(scenario: Scenario): Scenario {
  const names = new Map<string, number>();
  const text = JSON.stringify(scenario).replace(/\$([A-Za-z][A-Za-z0-9]*)/g, (_, name: string) => {
    if (!names.has(name)) names.set(name, names.size + 1);
    return `00000000-0000-4000-8000-${names.get(name)!.toString(16).padStart(12, "0")}`;
  });
  return JSON.parse(text) as Scenario;
}

interface Call { id: number | undefined; method: string; args: object }

/** Runs a scenario file against the engine, step by step, with a clock that only the file moves. */
export class ScenarioRun {
  private engine = newEngine();
  private now = 1_000_000;
  private me: string | undefined;
  private readonly disk = new Map<string, StoredEntry>();
  private kept: CachedChat | undefined;
  private readonly holds = new Set<string>();
  private unanswered: Call[] = [];
  private calls: [string, object][] = [];
  private effects: string[] = [];
  private replies: object[] = [];

  run(steps: Step[]): void {
    steps.forEach((step, at) => {
      try {
        this.step(step);
      } catch (error) {
        throw new Error(`Step ${at + 1} ${JSON.stringify(step).slice(0, 300)}\n${(error as Error).message}`, { cause: error });
      }
    });
    if (this.calls.length) throw new Error(`Nobody checked these calls: ${JSON.stringify(this.calls)}`);
  }

  private step(step: Step): void {
    const { engine, now } = this;
    if ("start" in step) this.start(step.start);
    else if ("connected" in step) this.do(engine.connected(now));
    else if ("connectFailed" in step) this.do(engine.connectFailed(now, step.connectFailed || undefined));
    else if ("closed" in step) this.closed(step.closed === "error");
    else if ("answer" in step) this.answer(step.to, { ok: true, value: step.answer });
    else if ("refuse" in step) this.answer(step.to, { ok: false, error: step.refuse });
    else if ("fail" in step) this.do(engine.failed(now, this.oldest(step.fail)));
    else if ("event" in step) this.do(engine.event(now, step.in, step.event));
    else if ("user" in step) this.user(step.user);
    else if ("hold" in step) this.holds.add(step.hold);
    else if ("stored" in step) this.do(engine.stored(now, step.stored));
    else if ("notStored" in step) this.do(engine.notStored(now, step.notStored));
    else if ("loaded" in step) this.do(engine.loaded(now, step.loaded.map((entry: StoredEntry) => this.entry(entry))));
    else if ("advance" in step) this.advance(step.advance);
    else if ("restart" in step) this.restart();
    else if ("restartCached" in step) this.restart(cachedOf(this.engine), step.opened);
    else if ("restartKept" in step) this.restartKept();
    else if ("seedLate" in step) this.do(engine.seed(now, this.kept!));
    else if ("networkLost" in step) this.do(engine.networkLost(now));
    else if ("calls" in step) this.checkCalls(step.calls);
    else if ("effects" in step) matches(take(this.effects), step.effects, "effects");
    else if ("replies" in step) matches(take(this.replies), step.replies, "replies");
    else if ("state" in step) matches(snapshot(engine), step.state, "state");
    else throw new Error("No such step.");
  }

  private checkCalls(expected: [string, object?][]): void {
    const calls = take(this.calls);
    matches(calls.map(([method]) => method), expected.map(([method]) => method), "calls");
    expected.forEach(([method, args], at) => matches(calls[at]![1], args ?? {}, `calls[${at}] ${method}`));
  }

  private start({ me, outbox = [] }: { me?: string; outbox?: StoredEntry[] }): void {
    this.me = me;
    for (const entry of outbox) this.disk.set(entry.id, this.entry(entry));
    this.do(this.engine.start(this.now, me, this.stored(me)));
  }

  /** The disk takes long: what is kept comes by `seedLate`. */
  private restartKept(): void {
    this.kept = cachedOf(this.engine);
    this.restart();
  }

  private restart(cached?: CachedChat, opened?: string): void {
    this.engine = newEngine();
    this.unanswered = [];
    if (opened !== undefined) this.do(this.engine.open(this.now, opened));
    this.do(this.engine.start(this.now, this.me, this.stored(this.me), cached));
  }

  private entry(entry: Partial<StoredEntry> & { id: string; room: string; text: string }): StoredEntry {
    return { person: this.me ?? this.engine.state.me ?? "", composedAt: 0, tries: 0, ...entry };
  }

  private stored(person: string | undefined): StoredEntry[] {
    return [...this.disk.values()].filter((entry) => entry.person === person);
  }

  private user(input: Step): void {
    const { engine, now } = this;
    const [kind, value] = Object.entries(input)[0]!;
    switch (kind) {
      case "post": return this.do(engine.post(now, value.room, value.id, value.text, value.composedAt));
      case "seen": case "markUnread": case "loadAround": return this.do(engine[kind](now, value.room, value.number));
      case "presence": return this.do(engine.presence(now, value.hidden, value.away));
      case "reconnectNow": return this.do(engine.reconnectNow(now));
      case "request": return this.do(engine.request(now, value.method, value.args, value.tag));
      case "release": return this.do(engine.release(now, value.room, value.from, value.to));
      case "loadOlder": case "loadNewer": return this.do(engine[kind](now, value.room ?? value, value.number));
      case "open": case "close": case "discard": case "retry": case "loadMembers": case "typing":
        return this.do(engine[kind](now, value));
      default: throw new Error(`No such user input: ${kind}`);
    }
  }

  private advance(time: number): void {
    const end = this.now + time;
    for (let due; (due = this.engine.dueAt) !== undefined && due <= end;) {
      this.now = Math.max(this.now, due);
      this.do(this.engine.tick(this.now));
    }
    this.now = end;
    this.do(this.engine.tick(end));
  }

  private closed(error: boolean): void {
    this.unanswered = [];
    this.do(this.engine.closed(this.now, error));
  }

  private answer(method: string, outcome: Outcome<unknown>): void {
    this.do(this.engine.answer(this.now, this.oldest(method), outcome));
  }

  private oldest(method: string): number {
    const at = this.unanswered.findIndex((call) => call.method === method);
    if (at < 0) throw new Error(`There is no unanswered call of ${method}.`);
    return this.unanswered.splice(at, 1)[0]!.id!;
  }

  private do(effects: Effect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case "call":
          this.unanswered.push({ id: effect.id, method: effect.method, args: effect.args });
          this.calls.push([effect.method, effect.args]);
          break;
        case "send":
          this.calls.push([effect.method, effect.args]);
          break;
        case "reply":
          this.replies.push({ tag: effect.tag, ok: effect.outcome.ok, code: effect.outcome.error?.code });
          break;
        case "store":
          this.effects.push(effect.kind);
          this.disk.set(effect.entry.id, effect.entry);
          if (!this.holds.has("stored")) this.do(this.engine.stored(this.now, effect.entry.id));
          break;
        case "forget":
          this.effects.push(effect.kind);
          this.disk.delete(effect.id);
          break;
        case "load":
          this.effects.push(effect.kind);
          if (!this.holds.has("loaded")) this.do(this.engine.loaded(this.now, this.stored(effect.person)));
          break;
        case "disconnect":
          this.unanswered = [];
          this.effects.push(effect.kind);
          break;
        case "connect":
          this.effects.push(effect.kind);
          break;
      }
    }
  }
}

function newEngine(): Engine {
  return new Engine({ client: "test/1", random: () => 0.5 });
}

/** What the page keeps on the device, through the form in which it is kept. */
function cachedOf(engine: Engine): CachedChat | undefined {
  const self = selfOf(engine);
  if (!self) return undefined;
  const rooms = [...engine.state.rooms.values()].flatMap((room) => roomOf(engine.state, room) ?? []);
  return structuredClone({ self, people: peopleOf(engine, rooms), rooms });
}

function take<T>(list: T[]): T[] {
  return list.splice(0);
}

/** The state as scenario files compare it. */
function snapshot(engine: Engine): object {
  const { state } = engine;
  const living = [...state.memberships].filter(([, { role }]) => role !== undefined);
  return {
    connection: state.connection,
    retryAt: state.retryAt,
    me: state.me,
    people: record(state.people, ({ id }) => personName(state, id)),
    userNames: record(state.people, ({ id }) => userName(state, id)),
    colours: record(state.people, ({ colour }) => colour),
    memberships: record(living, ({ role, joined }) => ({ role, joined })),
    markers: record(state.markers, ({ number, generation }) => ({ number, generation })),
    unread: record(living, ({ room }) => unread(state, room)),
    heads: record(state.heads, ({ revision, number, header }) => ({ revision, number, name: header?.name })),
    outbox: state.outbox.map(({ id, room, text, state, tries, error }) => ({ id, room, text, state, tries, error: error?.code })),
    cursors: Object.fromEntries(engine.cursors),
    rooms: record(state.rooms, (room) => roomSnapshot(state, room.id)),
    elsewhere: record(state.elsewhere, (people) => [...people]),
  };
}

function roomSnapshot(state: ChatState, id: string): object {
  const room = state.rooms.get(id)!;
  const items = drawn(state, id);
  return {
    watching: room.watching,
    notFound: room.notFound,
    name: room.header?.name,
    topic: room.header?.topic,
    number: room.number,
    head: room.head,
    window: room.window.map(({ from, to }) => [from, to ?? null]),
    messages: items.flatMap((item) => item.kind !== "message" ? [] : [{
      ...item.message,
      notice: item.message.notice?.kind,
      deleted: item.message.deletedBy !== undefined ? true : undefined,
    }]),
    pending: items.flatMap((item) => item.kind !== "pending" ? [] : [item.entry]),
    members: record([...room.members].filter(([, { role }]) => role !== undefined), ({ role }) => role),
    memberCount: room.memberCount,
    here: room.here,
    presence: Object.fromEntries(room.presence),
    typing: [...room.typing.keys()],
  };
}

function record<T>(entries: Iterable<[string, T]>, value: (item: T) => unknown): Record<string, unknown> {
  return Object.fromEntries([...entries].map(([key, item]) => [key, value(item)]));
}

/** What is named must be equal, lists must have the same length, `null` means absent. */
function matches(actual: unknown, expected: unknown, path: string): void {
  const differs = () => new Error(`${path}: expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}`);
  if (expected === null || typeof expected !== "object") {
    if ((actual ?? null) !== expected) throw differs();
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) throw differs();
    expected.forEach((item, at) => matches(actual[at], item, `${path}[${at}]`));
  } else {
    if (actual === null || typeof actual !== "object") throw differs();
    for (const [key, value] of Object.entries(expected)) matches((actual as Record<string, unknown>)[key], value, `${path}.${key}`);
  }
}
