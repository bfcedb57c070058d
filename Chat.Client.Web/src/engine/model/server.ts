import type {
  ChangeSet, Cursor, Id, Member, MembersPage, Membership, Message, MessagesPage, Outcome, Person, PostMessages, PostResults, ReadMarker, ReadMessages, RoomHead, RoomHeader,
  WatchAnswer, WatchRequest,
} from "../../contracts";

export const me = "00000000-0000-4000-8000-00000000000a";
export const other = "00000000-0000-4000-8000-00000000000b";
export const room = "00000000-0000-4000-8000-0000000000c1";
export const roomScope = `room:${room}`, personScope = `person:${me}`;

/** Small, so that a handful of messages already needs pages and resets. */
const pageSize = 5, catchUpPage = 4, mostCatchUp = 12;

interface Row<T> { revision: number; row: T }
interface State {
  header: RoomHeader;
  messages: Message[];
  revision: number;
  /** Which run wrote which revision of the room. */
  written: string[];
  marker: ReadMarker;
  membership: Membership;
  personRevision: number;
  personWritten: string[];
  members: Member[];
  people: Person[];
  peopleWritten: string[];
}

/** A server of one room in memory, which keeps the delivery contract: what the properties measure the engine by. */
export class ModelServer {
  incarnation = "run1";
  private runs = 1;
  private state: State = {
    header: { id: room, revision: 1, name: "room", topic: "", private: false, createdAt: 1, floor: 1 },
    messages: [], revision: 1, written: ["run1"],
    marker: { room, revision: 1, number: 0, generation: 1 }, membership: { room, revision: 1, joined: 1, role: "member" },
    personRevision: 1, personWritten: ["run1"],
    members: [{ person: me, revision: 1, role: "member" }, { person: other, revision: 1, role: "owner" }],
    people: [{ id: me, revision: 1, name: "Me" }, { id: other, revision: 1, name: "Other" }], peopleWritten: ["run1"],
  };
  private kept: State | undefined;
  /** The scopes that the connection watches. */
  readonly watched = new Set<string>();
  /** So many answers to come have no place for the room. */
  full = 0;
  /** Told of every change in what is watched. */
  told: (set: ChangeSet) => void = () => {};

  get number(): number { return this.state.messages.length; }
  get floor(): number { return this.state.header.floor; }
  get revision(): number { return this.state.revision; }
  get header(): RoomHeader { return this.state.header; }
  get marker(): ReadMarker { return this.state.marker; }
  get members(): readonly Member[] { return this.state.members; }
  get people(): readonly Person[] { return this.state.people; }
  get roomHead(): RoomHead { return { room, revision: this.revision, number: this.number, header: this.header }; }
  at(number: number): Message | undefined { return this.state.messages[number - 1]; }

  /** A new run; with `back` on the database as it was at the last `keep`. */
  restart(back: boolean): void {
    if (back && this.kept) this.state = structuredClone(this.kept);
    this.incarnation = `run${++this.runs}`;
    this.watched.clear();
  }

  keep(): void {
    this.kept = structuredClone(this.state);
  }

  say(author: Id, text: string, id: Id): Message {
    const { state } = this;
    const message: Message = { id, number: state.messages.length + 1, revision: this.next(), author, at: state.messages.length, text, version: 1 };
    state.messages.push(message);
    this.changed({ messages: [message] });
    return message;
  }

  edit(number: number, text: string): void {
    const held = this.at(number);
    if (!held || held.deletedBy || number < this.floor) return;
    this.put({ ...held, revision: this.next(), text, version: held.version + 1 });
  }

  remove(number: number): void {
    const held = this.at(number);
    if (held && number >= this.floor) this.put({ ...held, revision: this.next(), text: "", deletedBy: held.author });
  }

  rename(name: string, floor = this.floor): void {
    this.state.header = { ...this.state.header, revision: this.next(), name, floor: Math.max(this.floor, Math.min(floor, this.number)) };
    this.changed({ room: this.state.header });
  }

  /** Somebody else leaves the room, or joins it again. */
  comeOrGo(): void {
    const [mine, theirs] = this.state.members as [Member, Member];
    const changed: Member = { person: other, revision: this.next(), ...(!theirs.role && { role: "member" as const }) };
    this.state.members = [mine, changed];
    this.changed({ members: [changed] });
  }

  /** Somebody else takes another name. */
  call(name: string): void {
    this.state.peopleWritten.push(this.incarnation);
    this.state.people = [this.people[0]!, { id: other, revision: this.head("people"), name }];
    if (this.watched.has("people")) this.told(this.peopleSet(this.head("people") - 1));
  }

  /** Another device of the person leaves the room: the watch ends, and may begin again, for it is public. */
  leave(): void {
    if (!this.state.membership.role) return;
    this.putOwn({ person: me, revision: this.next() });
    this.watched.delete(roomScope);
    this.putPerson((revision) => { this.state.membership = { room, revision, joined: this.state.membership.joined }; });
  }

  /** It joins the room again: what was held of it counts no more. */
  join(): void {
    if (this.state.membership.role) return;
    this.putOwn({ person: me, revision: this.next(), role: "member" });
    this.putPerson(
      (revision) => { this.state.membership = { room, revision, joined: this.revision, role: "member" }; },
      (revision) => { this.state.marker = { room, revision, number: this.number, generation: this.marker.generation + 1 }; },
    );
  }

  /** Another device of the person says so. */
  markUnread(number: number): void {
    const { marker } = this.state;
    this.putMarker({ ...marker, number: Math.min(number, this.number), generation: marker.generation + 1 });
  }

  beat(): { time: number; watched: { scope: string; revision: number }[]; rooms: RoomHead[]; noAnswer: boolean } {
    const watched = [...this.watched].map((scope) => ({ scope, revision: this.head(scope) }));
    return { time: 0, noAnswer: true, watched, rooms: this.watched.has(roomScope) ? [] : [this.roomHead] };
  }

  answer(method: string, args: any): Outcome<unknown> {
    switch (method) {
      case "Hello": return ok({
        incarnation: this.incarnation, name: "Model", person: this.people[0], limits: {}, beat: {}, protocol: 1, oldestProtocol: 1, time: 0,
      });
      case "Heads": return ok({ heads: [this.roomHead] });
      case "Watch": return ok({ answers: (args as WatchRequest).items.map(({ scope, cursor }) => this.watch(scope, cursor)) });
      case "Unwatch": for (const scope of args.scopes) this.watched.delete(scope); return ok({});
      case "ReadMessages": return ok(this.read(args));
      case "ReadMembers": return ok<MembersPage>({ room, asOf: this.revision, incarnation: this.incarnationOf(this.state.written, this.revision), members: this.state.members, total: this.state.members.filter(({ role }) => role).length, people: this.state.people });
      case "ReadPeople": return ok({ asOf: this.head("people"), people: this.state.people });
      case "PostMessages": return ok(this.post(args));
      case "MarkRead": return ok(this.mark(args));
      default: return ok({});
    }
  }

  private watch(scope: string, cursor: Cursor | undefined): WatchAnswer {
    if (scope === roomScope && this.full > 0) {
      this.full--;
      return { scope, kind: "later" };
    }
    this.watched.add(scope);
    const head = this.head(scope);
    if (scope !== roomScope && scope !== personScope && scope !== "people") return { scope, kind: "notFound" };
    const written = scope === roomScope ? this.state.written : scope === "people" ? this.state.peopleWritten : this.state.personWritten;
    if (cursor && (cursor.revision > head || (cursor.revision > 0 && written[cursor.revision - 1] !== cursor.incarnation))) return { scope, kind: "reset" };
    if (scope === personScope) return { scope, kind: cursor ? "changes" : "snapshot", set: this.personSet(cursor?.revision ?? 0) };
    // Names come with the answers that need them, not with a snapshot.
    if (scope === "people") return cursor ? { scope, kind: "changes", set: this.peopleSet(cursor.revision) } : { scope, kind: "snapshot", set: this.peopleSet(head) };
    if (!cursor) {
      const from = Math.max(this.floor, this.number - pageSize + 1);
      const set = this.set(0, head, this.state.messages.slice(from - 1), true);
      return { scope, kind: "snapshot", set: { ...set, members: this.state.members.slice(0, 1) }, messagesFrom: from };
    }
    const rows = this.since(cursor.revision);
    if (rows.length > mostCatchUp) return { scope, kind: "reset" };
    const to = rows.length > catchUpPage ? rows[catchUpPage - 1]!.revision : head;
    const between = ({ revision }: { revision: number }) => revision > cursor.revision && revision <= to;
    return { scope, kind: "changes", set: { ...this.set(cursor.revision, to, this.state.messages.filter(between)), members: this.state.members.filter(between) } };
  }

  private peopleSet(from: number): ChangeSet {
    const to = this.head("people");
    const people = this.state.people.filter(({ revision }) => revision > from);
    return { scope: "people", from, to, head: to, incarnation: this.incarnationOf(this.state.peopleWritten, to), people };
  }

  private personSet(from: number): ChangeSet {
    const { marker, membership, personRevision } = this.state;
    return {
      scope: personScope, from, to: personRevision, head: personRevision, incarnation: this.incarnationOf(this.state.personWritten, personRevision),
      ...(marker.revision > from && { markers: [marker] }), ...(membership.revision > from && { memberships: [membership] }),
    };
  }

  private set(from: number, to: number, messages: Message[], whole = false): ChangeSet {
    const { header } = this;
    return {
      scope: roomScope, from, to, head: this.revision, incarnation: this.incarnationOf(this.state.written, to), number: this.number,
      messages: messages.filter(({ number }) => number >= this.floor), ...((whole || (header.revision > from && header.revision <= to)) && { room: header }),
    };
  }

  private since(revision: number): Row<Message | RoomHeader | Member>[] {
    const rows = [this.header, ...this.state.members, ...this.state.messages].map((row) => ({ revision: row.revision, row }));
    return rows.filter((row) => row.revision > revision).sort((a, b) => a.revision - b.revision);
  }

  private read({ before, after, around }: ReadMessages): MessagesPage {
    const low = this.floor;
    let from = this.number - pageSize + 1, to = this.number;
    if (before !== undefined) [from, to] = [Math.min(before - 1, this.number) - pageSize + 1, Math.min(before - 1, this.number)];
    else if (after !== undefined) [from, to] = [after + 1, Math.min(after + pageSize, this.number)];
    else if (around !== undefined) [from, to] = [Math.min(around, this.number) - 2, Math.min(around + 2, this.number)];
    from = Math.max(low, from);
    if (to < from) [from, to] = after === undefined ? [low, low - 1] : [Math.min(after, this.number) + 1, Math.min(after, this.number)];
    return {
      room, asOf: this.revision, incarnation: this.incarnationOf(this.state.written, this.revision), number: this.number, floor: low, from, to,
      messages: this.state.messages.slice(Math.max(0, from - 1), Math.max(0, to)), people: this.state.people,
    };
  }

  private post({ messages }: PostMessages): PostResults {
    return { results: messages.map(({ id, text }) => {
      const message = this.state.messages.find((each) => each.id === id) ?? this.say(me, text, id);
      return { id, status: "ok" as const, number: message.number, at: message.at };
    }) };
  }

  private mark({ number, generation }: { number: number; generation: number }): ReadMarker {
    const { marker } = this.state;
    if (generation === marker.generation && number > marker.number) this.putMarker({ ...marker, number: Math.min(number, this.number) });
    return this.state.marker;
  }

  private putMarker(marker: ReadMarker): void {
    this.putPerson((revision) => { this.state.marker = { ...marker, revision }; });
  }

  private putOwn(own: Member): void {
    this.state.members = [own, this.members[1]!];
    this.changed({ members: [own] });
  }

  /** One change, of one row or several: each has a revision of its own. */
  private putPerson(...puts: ((revision: number) => void)[]): void {
    for (const put of puts) {
      this.state.personWritten.push(this.incarnation);
      put(++this.state.personRevision);
    }
    if (this.watched.has(personScope)) this.told(this.personSet(this.state.personRevision - puts.length));
  }

  private put(message: Message): void {
    this.state.messages[message.number - 1] = message;
    this.changed({ messages: [message] });
  }

  private next(): number {
    this.state.written.push(this.incarnation);
    return ++this.state.revision;
  }

  private changed(rows: Pick<ChangeSet, "messages" | "room" | "members">): void {
    const { revision } = this;
    if (this.watched.has(roomScope))
      this.told({ scope: roomScope, from: revision - 1, to: revision, head: revision, incarnation: this.incarnation, number: this.number, ...rows });
  }

  private head(scope: string): number {
    return scope === roomScope ? this.revision : scope === personScope ? this.state.personRevision : this.state.peopleWritten.length;
  }

  private incarnationOf(written: string[], revision: number): string {
    return written[revision - 1] ?? this.incarnation;
  }
}

function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}
