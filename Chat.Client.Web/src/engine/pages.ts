import type { ChangeSet, Cursor, Id, Member, MembersPage, Message, MessagesPage, ReadMembers, ReadMessages } from "../contracts";
import type { Core } from "./core";
import { mergePeople } from "./people";
import { mergeMembers, mergeMessages } from "./rows";
import { isRoom, type HeldRoom, type Scope } from "./scopes";
import { inWindow, join } from "./windows";

interface Page<Key, Row> {
  /** The revision at which the rows were read, raised by the sets applied since; none while it is under way. */
  asOf?: Cursor;
  rows: Map<Key, Row>;
}

export interface PageOfMessages extends Page<number, Message> {
  kind: "messages";
  from: number;
  to: number;
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

  older(room: HeldRoom | undefined): void {
    const first = room?.window[0];
    if (!room || !first || first.from <= Math.max(1, room.header?.floor ?? 1)) return;
    this.readMessages(room, { room: room.id, before: first.from });
  }

  /** Fills the lowest gap, from below. */
  newer(room: HeldRoom | undefined): void {
    const range = room?.window[0];
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
    if (!isRoom(scope)) return lowest;
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
    const page: PageOfMessages = { kind: "messages", rows: new Map(), from: 0, to: 0 };
    room.messagesPage = page;
    room.loading = true;
    this.core.touchRoom(room);
    this.core.call<MessagesPage>("ReadMessages", args, ({ value }) => {
      if (room.messagesPage !== page) return;
      if (!value) return this.ended(room, page);
      page.from = value.from;
      page.to = value.to;
      for (const message of value.messages) page.rows.set(message.number, message);
      room.number = Math.max(room.number, value.number);
      this.arrived(room, page, value);
    }, () => this.ended(room, page));
  }

  private readMembers(room: HeldRoom, after: Id | undefined): void {
    const page: PageOfMembers = { kind: "members", rows: new Map(), ...(after !== undefined && { after }) };
    room.membersPage = page;
    const args: ReadMembers = { room: room.id, ...(after !== undefined && { after }) };
    this.core.call<MembersPage>("ReadMembers", args, ({ value }) => {
      if (room.membersPage !== page) return;
      if (!value) return this.ended(room, page);
      page.through = value.through;
      for (const member of value.members) page.rows.set(member.person, member);
      room.memberCount = value.total;
      this.arrived(room, page, value);
    }, () => this.ended(room, page));
  }

  private arrived(room: HeldRoom, page: PageOfMessages | PageOfMembers, value: MessagesPage | MembersPage): void {
    page.asOf = { revision: value.asOf, incarnation: value.incarnation };
    mergePeople(this.core, value.people);
    if (value.asOf >= (room.cursor?.revision ?? 0)) return this.merge(room, page);
    room.aside.push(page);
    this.core.watching.again(room);
  }

  private merge(room: HeldRoom, page: PageOfMessages | PageOfMembers): void {
    this.ended(room, page);
    if (page.kind === "messages") {
      room.window = join(room.window, page);
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
    this.core.touchRoom(room);
  }
}

function canRead(room: HeldRoom): boolean {
  return room.opened && room.watching !== "no" && room.window.length > 0;
}

/** Applies a set to the pages held aside that it continues. */
export function applyToPages(room: HeldRoom, set: ChangeSet): void {
  for (const page of room.aside) {
    if (!page.asOf || set.from > page.asOf.revision || set.to <= page.asOf.revision) continue;
    page.asOf = { revision: set.to, incarnation: set.incarnation };
    if (page.kind === "messages") {
      for (const message of set.messages ?? [])
        if (message.number >= page.from && message.number <= page.to) keepNewer(page.rows, message.number, message);
    } else {
      for (const member of set.members ?? [])
        if ((page.after === undefined || member.person > page.after) && (page.through === undefined || member.person <= page.through))
          keepNewer(page.rows, member.person, member);
    }
  }
}

function keepNewer<Key, Row extends { revision: number }>(rows: Map<Key, Row>, key: Key, row: Row): void {
  const held = rows.get(key);
  if (!held || held.revision < row.revision) rows.set(key, row);
}
