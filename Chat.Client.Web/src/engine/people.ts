import type { Id, PeopleAnswer, Person } from "../contracts";
import { shortestDelay, type Core } from "./core";

const chunk = 200;

export function mergePeople(core: Core, people: readonly Person[] | undefined): void {
  for (const person of people ?? []) {
    const held = core.state.people.get(person.id);
    if (held && held.revision >= person.revision) continue;
    core.state.people.set(person.id, person);
    core.state.peopleVersion++;
    core.touch();
  }
}

/** Asks for people whose names were seen and are not known: all of a moment together, each once on a connection. */
export class Strangers {
  private unknown = new Set<Id>();
  private readonly asked = new Set<Id>();
  /** To be asked for at the end of the input. */
  private due: Id[] = [];

  constructor(private readonly core: Core) {}

  met(person: Id | undefined): void {
    if (person === undefined || this.isKnown(person) || this.asked.has(person)) return;
    this.unknown.add(person);
    this.plan();
  }

  /** Those seen before the state was live count as seen now. */
  live(): void {
    if (this.unknown.size) this.plan();
  }

  /** All rows are to be read again: the database may have gone back. They stay to be drawn. */
  reread(): void {
    const { people } = this.core.state;
    for (const person of people.values()) people.set(person.id, { ...person, revision: 0 });
    this.due.push(...people.keys());
  }

  /** What lies ahead of the cursor may never have been: it stays to be drawn, and is asked for once the state is live. */
  doubt(): void {
    const { people, state } = this.core;
    for (const person of state.people.values()) {
      if (person.revision <= (people.cursor?.revision ?? 0)) continue;
      state.people.set(person.id, { ...person, revision: 0 });
      this.unknown.add(person.id);
    }
  }

  disconnected(): void {
    for (const person of this.asked) if (!this.isKnown(person)) this.unknown.add(person);
    this.asked.clear();
    this.due = [];
  }

  flush(): void {
    const ids = this.due;
    this.due = [];
    for (let at = 0; at < ids.length; at += chunk) this.read(ids.slice(at, at + chunk));
  }

  private isKnown(person: Id): boolean {
    return (this.core.state.people.get(person)?.revision ?? 0) > 0;
  }

  private plan(delay = 50): void {
    if (!this.core.live || this.core.isPlanned("people")) return;
    this.core.after("people", delay, () => {
      this.due.push(...[...this.unknown].filter((person) => !this.isKnown(person)));
      this.unknown = new Set();
    });
  }

  private read(ids: Id[]): void {
    for (const id of ids) this.asked.add(id);
    this.core.call<PeopleAnswer>("ReadPeople", { ids }, ({ value, error }) => {
      mergePeople(this.core, value?.people);
      if (error && !error.final) this.again(ids, error.retryAfter);
    }, (why) => why === "failed" && this.again(ids));
  }

  private again(ids: readonly Id[], delay = 1_000): void {
    for (const id of ids) {
      this.asked.delete(id);
      if (!this.isKnown(id)) this.unknown.add(id);
    }
    if (this.unknown.size) this.plan(Math.max(shortestDelay, delay));
  }
}
