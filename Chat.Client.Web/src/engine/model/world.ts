import type { Effect } from "../effects";
import { Engine } from "../engine";
import { drawn } from "../selectors";
import { ModelServer, other, room } from "./server";

/** An engine, a server, and a network between them that delivers as it is told, in a time that only the test moves. */
export class World {
  readonly server = new ModelServer();
  readonly engine = new Engine({ client: "model/1", random: () => 0.5 });
  /** One's own posts, in the order of writing. */
  readonly written: string[] = [];
  /** The database went back: what was acknowledged before may be gone. */
  wentBack = false;
  private now = 1_000_000;
  private ids = 0;
  private connected = false;
  private wanted = false;
  private up: (() => void)[] = [];
  private down: { event: boolean; deliver: () => void; fail?: () => void }[] = [];

  constructor() {
    this.server.told = (set) => this.push(() => this.engine.event(this.now, "Changes", structuredClone(set)), true);
    this.do(this.engine.start(this.now, undefined, []));
    this.do(this.engine.open(this.now, room));
  }

  get state() { return this.engine.state; }
  get room() { return this.state.rooms.get(room); }
  get drawn() { return drawn(this.state, room); }

  others(count: number): void {
    for (let i = 0; i < count; i++) this.server.say(other, `theirs ${++this.ids}`, this.id());
  }

  post(): void {
    if (this.state.me === undefined) return;
    const id = this.id();
    this.written.push(id);
    this.input((engine) => engine.post(this.now, room, id, `mine ${this.ids}`, this.now));
  }

  input(act: (engine: Engine, now: number) => Effect[]): void {
    this.do(act(this.engine, this.now));
  }

  connect(): void {
    if (!this.wanted || this.connected) return;
    this.connected = true;
    this.server.watched.clear();
    this.do(this.engine.connected(this.now));
  }

  close(error: boolean): void {
    if (!this.connected) return;
    this.gone();
    this.do(this.engine.closed(this.now, error));
  }

  restart(back: boolean): void {
    this.close(true);
    this.wentBack ||= back;
    this.server.restart(back);
  }

  /** So many calls reach the server. */
  send(count: number): void {
    for (; count > 0 && this.up.length; count--) this.up.shift()!();
  }

  /** So many answers and events reach the client. */
  deliver(count: number): void {
    for (; count > 0 && this.down.length; count--) this.down.shift()!.deliver();
  }

  /** What is wrong with the next event on its way: it is lost, comes twice, or after the one behind it; or the next answer comes last, or not at all. */
  spoil(how: "lose" | "double" | "swap" | "late" | "fail"): void {
    if (how === "late" || how === "fail") {
      const at = this.down.findIndex(({ event }) => !event);
      const [answer] = at >= 0 ? this.down.splice(at, 1) : [];
      if (answer && how === "late") this.down.push(answer);
      if (how === "fail") answer?.fail?.();
      return;
    }
    const at = this.down.findIndex(({ event }) => event);
    const next = this.down[at];
    if (!next) return;
    if (how === "lose") this.down.splice(at, 1);
    else if (how === "double") this.down.splice(at, 0, next);
    else if (this.down[at + 1]) this.down.splice(at, 2, this.down[at + 1]!, next);
  }

  beat(): void {
    if (this.connected) this.push(() => this.engine.event(this.now, "Beat", this.server.beat()), true);
  }

  advance(time: number): void {
    const end = this.now + time;
    for (let due, turns = 0; (due = this.engine.dueAt) !== undefined && due <= end; turns++) {
      if (turns > 10_000) throw new Error("The engine wants a tick again and again.");
      this.now = Math.max(this.now, due);
      this.do(this.engine.tick(this.now));
    }
    this.now = end;
  }

  /** The network is whole and the server quiet, for as long as everything may take. */
  calm(): void {
    for (let turn = 0; turn < 40; turn++) {
      this.connect();
      for (let i = 0; this.up.length + this.down.length; i++) {
        if (i > 2_000) throw new Error("The engine calls again and again.");
        this.send(Infinity);
        this.deliver(Infinity);
      }
      this.beat();
      this.deliver(Infinity);
      this.advance(turn < 5 ? 1_000 : 5_000);
    }
  }

  private push(input: () => Effect[], event: boolean, failed?: () => Effect[]): void {
    if (this.connected) this.down.push({ event, deliver: () => this.do(input()), ...(failed && { fail: () => this.do(failed()) }) });
  }

  private gone(): void {
    this.connected = this.wanted = false;
    this.up = [];
    this.down = [];
    this.server.watched.clear();
  }

  private id(): string {
    return `00000000-0000-4000-9000-${(++this.ids).toString(16).padStart(12, "0")}`;
  }

  private do(effects: Effect[]): void {
    for (const effect of effects) {
      switch (effect.kind) {
        case "connect": this.wanted = true; break;
        case "disconnect": this.gone(); break;
        case "store": this.do(this.engine.stored(this.now, effect.entry.id)); break;
        case "load": this.do(this.engine.loaded(this.now, [])); break;
        case "send": this.up.push(() => void this.server.answer(effect.method, effect.args)); break;
        case "call": this.up.push(() => {
          const outcome = structuredClone(this.server.answer(effect.method, structuredClone(effect.args)));
          this.push(() => this.engine.answer(this.now, effect.id, outcome), false, () => this.engine.failed(this.now, effect.id));
        }); break;
      }
    }
  }
}
