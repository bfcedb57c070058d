import type { ChangeSet, Cursor, Id, Member, MembersPage, Message, MessagesPage, ReadMembers, ReadMessages } from "../contracts";
import { shortestDelay, type Core } from "./core";
import { mergePeople } from "./people";
import { mergeMembers, mergeMessages } from "./rows";
import { isRoom, raiseNumber, type HeldRoom, type Scope } from "./scopes";
import type { Range } from "./state";
import { cut, inWindow, join, raise } from "./windows";

interface Page<Key, Row> {
  /** The revision at which the rows were read, raised by the sets applied since; none while it is under way. */
  asOf?: Cursor;
  rows: Map<Key, Row>;
}

export interface PageOfMessages extends Page<number, Message> {
  kind: "messages";
  /** Of the numbers read; without `to` it ends at the newest message, and what is newer belongs to it. */
  range: Range;
  /** What of it the rows fill. */
  filled: Range[];
}

export interface PageOfMembers extends Page<Id, Member> {
  kind: "members";
  after?: Id;
  through?: Id;
}

/** Parts of a room that lie outside its tail: older messages, the surroundings of a number, more of the member list. */
export class Pages {
  private due: HeldRoom[] = [];

  constructor(private readonly core: Core) {}

  older(room: HeldRoom | undefined, number?: number): void {
    const range = rangeAt(room, number);
    if (!room || !range || range.from <= Math.max(1, room.header?.floor ?? 1)) return;
    this.readMessages(room, { room: room.id, before: range.from });
  }

  /** Fills a gap from below; without a number the lowest. */
  newer(room: HeldRoom | undefined, number?: number): void {
    const range = rangeAt(room, number);
    if (!room || range?.to === undefined) return;
    this.readMessages(room, { room: room.id, after: range.to });
  }

  around(room: HeldRoom | undefined, number: number): void {
    if (!room?.opened) return;
    if (!room.window.length) room.aroundWanted = number;
    else if (!inWindow(room.window, number)) this.readMessages(room, { room: room.id, around: number });
  }

  members(room: HeldRoom | undefined): void {
    if (!room || !canRead(room) || room.membersPage) return;
    const { membersWindow } = room;
    if (!membersWindow || membersWindow.through !== undefined) this.readMembers(room, membersWindow?.through);
  }

  /** A room is live: what waited for that is asked for. */
  roomLive(room: HeldRoom): void {
    this.due.push(room);
  }

  flush(): void {
    const rooms = this.due.filter(({ watching }) => watching === "live");
    this.due = [];
    for (const room of rooms) if (!room.membersWindow && !room.membersPage) this.readMembers(room, undefined);
    for (const room of rooms) {
      const number = room.aroundWanted;
      room.aroundWanted = undefined;
      if (number !== undefined) this.around(room, number);
    }
  }

  /** Voids a room's pages, under way or aside. */
  drop(room: HeldRoom): void {
    room.messagesPage = room.membersPage = undefined;
    room.aside = [];
    room.loading = false;
  }

  disconnected(): void {
    this.due = [];
    for (const room of this.core.rooms.values()) this.drop(room);
  }

  /** From where a scope must be watched, so that the answer reaches the pages held aside too. */
  lowestCursor(scope: Scope): Cursor | undefined {
    let lowest = scope.cursor;
    // Where nobody has said yet that the room's own cursor stands, the answer to another would not say it either.
    if (!isRoom(scope) || !scope.accepted) return lowest;
    for (const { asOf } of scope.aside) if (asOf && (!lowest || asOf.revision < lowest.revision)) lowest = asOf;
    return lowest;
  }

  /** Joins the pages that have reached the room's cursor. True: none is left aside. */
  join(room: HeldRoom): boolean {
    const revision = room.cursor?.revision ?? 0;
    for (const page of room.aside) if (page.asOf && page.asOf.revision >= revision) this.merge(room, page);
    room.aside = room.aside.filter((page) => page === room.messagesPage || page === room.membersPage);
    return !room.aside.length;
  }

  private readMessages(room: HeldRoom, args: ReadMessages): void {
    if (!canRead(room) || room.messagesPage) return;
    const page: PageOfMessages = { kind: "messages", rows: new Map(), range: { from: 0, to: -1 }, filled: [] };
    room.messagesPage = page;
    room.loading = true;
    this.core.touchMessages(room);
    this.core.call<MessagesPage>("ReadMessages", args, ({ value }) => {
      if (room.messagesPage !== page) return;
      if (value?.room !== room.id) return this.ended(room, page);
      page.range = rangeOf(room, value);
      for (const message of value.messages) if (inWindow([page.range], message.number)) keepNewer(page.rows, message.number, message);
      page.filled = filled(page, value.to);
      raiseNumber(room, value.number);
      this.arrived(room, page, value);
    }, () => this.ended(room, page));
  }

  private readMembers(room: HeldRoom, after: Id | undefined): void {
    const page: PageOfMembers = { kind: "members", rows: new Map(), ...(after !== undefined && { after }) };
    room.membersPage = page;
    const args: ReadMembers = { room: room.id, ...(after !== undefined && { after }) };
    this.core.call<MembersPage>("ReadMembers", args, ({ value, error }) => {
      if (room.membersPage !== page) return;
      if (error && !error.final) this.membersLater(room, error.retryAfter);
      const stuck = after !== undefined && value?.through !== undefined && value.through <= after;
      if (value?.room !== room.id || stuck) return this.ended(room, page);
      page.through = value.through;
      for (const member of value.members) if (isIn(page, member)) keepNewer(page.rows, member.person, member);
      room.memberCount = value.total;
      this.arrived(room, page, value);
    }, (why) => {
      if (why === "failed" && room.membersPage === page) this.membersLater(room);
      this.ended(room, page);
    });
  }

  /** The first page is nobody's wish: who is in a room is shown with it. */
  private membersLater(room: HeldRoom, delay = 1_000): void {
    if (!room.membersWindow) this.core.after(`members ${room.id}`, Math.max(shortestDelay, delay), () => this.roomLive(room));
  }

  private arrived(room: HeldRoom, page: PageOfMessages | PageOfMembers, value: MessagesPage | MembersPage): void {
    page.asOf = { revision: value.asOf, incarnation: value.incarnation };
    mergePeople(this.core, value.people);
    if (value.asOf >= (room.cursor?.revision ?? 0)) return this.merge(room, page);
    room.aside.push(page);
    // A room that is being asked for is asked again after the answer.
    if (room.watching === "live") this.core.watching.again(room);
  }

  private merge(room: HeldRoom, page: PageOfMessages | PageOfMembers): void {
    this.ended(room, page);
    if (page.kind === "messages") {
      for (const range of page.filled) room.window = join(room.window, range);
      // It may have risen since the page was read.
      room.window = raise(room.window, room.header?.floor ?? 1);
      mergeMessages(this.core, room, page.rows.values());
    } else {
      room.membersWindow = page.through === undefined ? {} : { through: page.through };
      mergeMembers(this.core, room, page.rows.values());
    }
  }

  private ended(room: HeldRoom, page: PageOfMessages | PageOfMembers): void {
    if (room.membersPage === page) room.membersPage = undefined;
    if (room.messagesPage !== page) return;
    room.messagesPage = undefined;
    room.loading = false;
    this.core.touchMessages(room);
  }
}

function rangeAt(room: HeldRoom | undefined, number: number | undefined): Range | undefined {
  return number === undefined ? room?.window[0] : room?.window.find((range) => inWindow([range], number));
}

function canRead(room: HeldRoom): boolean {
  return room.opened && room.watching !== "no" && room.window.length > 0;
}

/** A page that reaches the newest message reaches beyond it too: its range is a tail. */
function rangeOf(room: HeldRoom, { from, to, number, asOf }: MessagesPage): Range {
  // One that isn't older than the room and knows of fewer messages is wrong.
  const believed = asOf < (room.cursor?.revision ?? 0) || number >= room.number || room.numberIsOld;
  return to >= number && believed ? { from } : { from, to };
}

/** Applies a set to the pages held aside that it continues. */
export function applyToPages(room: HeldRoom, set: ChangeSet): void {
  for (const page of room.aside) {
    if (!page.asOf || set.from > page.asOf.revision || set.to <= page.asOf.revision) continue;
    page.asOf = { revision: set.to, incarnation: set.incarnation };
    if (page.kind === "messages") {
      for (const message of set.messages ?? [])
        if (inWindow([page.range], message.number)) keepNewer(page.rows, message.number, message);
    } else {
      for (const member of set.members ?? [])
        if (isIn(page, member)) keepNewer(page.rows, member.person, member);
    }
  }
}

function isIn({ after, through }: PageOfMembers, { person }: Member): boolean {
  return (after === undefined || person > after) && (through === undefined || person <= through);
}

/** The ranges that a page's rows fill: what a server leaves out is a gap, not a number that was never used. */
function filled({ range, rows }: PageOfMessages, to: number): Range[] {
  const ranges: Range[] = [];
  let from = range.from;
  for (const number of [...rows.keys()].sort((a, b) => a - b)) {
    if (number > from) ranges.push({ from, to: number - 1 });
    from = number + 1;
  }
  if (from <= to) ranges.push({ from, to });
  return ranges.reduce((left, missing) => cut(left, missing), [range]);
}

function keepNewer<Key, Row extends { revision: number }>(rows: Map<Key, Row>, key: Key, row: Row): void {
  const held = rows.get(key);
  if (!held || held.revision < row.revision) rows.set(key, row);
}
