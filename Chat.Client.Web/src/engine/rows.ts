import type { ChangeSet, Member, Message, RoomHeader } from "../contracts";
import type { Core } from "./core";
import { mergeMembership } from "./memberships";
import { mergePeople } from "./people";
import { stoppedTyping } from "./presence";
import { isRoom, type HeldRoom, type Scope } from "./scopes";
import type { MembersWindow } from "./state";
import { inWindow, raise } from "./windows";

type Lists = Required<Pick<ChangeSet, "room" | "members" | "messages" | "memberships" | "markers" | "people">>;
type Kinds = { [Kind in keyof Lists]: (core: Core, rows: Lists[Kind], room: HeldRoom | undefined) => void };

/** The kinds of row and how each merges: a list that is not here is of a later version, and is passed over. */
const kinds: Kinds = {
  people: mergePeople,
  room: (core, header, room) => room && mergeHeader(core, room, header),
  members: (core, members, room) => room && mergeMembers(core, room, members),
  messages: (core, messages, room) => room && mergeMessages(core, room, messages),
  markers: (core, markers) => core.markers.merge(markers),
  memberships: (core, memberships) => {
    for (const membership of memberships) mergeMembership(core, membership);
  },
};

export function mergeRows(core: Core, scope: Scope, set: ChangeSet): void {
  const room = isRoom(scope) ? scope : undefined;
  for (const kind of Object.keys(kinds) as (keyof Kinds)[]) mergeKind(core, kind, set, room);
}

function mergeKind<Kind extends keyof Kinds>(core: Core, kind: Kind, set: ChangeSet, room: HeldRoom | undefined): void {
  const rows = set[kind] as Lists[Kind] | undefined;
  if (rows) kinds[kind](core, rows, room);
}

function mergeHeader(core: Core, room: HeldRoom, header: RoomHeader): void {
  if (room.header && room.header.revision >= header.revision) return;
  const floor = room.header?.floor ?? 1;
  room.header = header;
  core.touchList();
  if (header.floor <= floor) return;
  room.window = raise(room.window, header.floor);
  for (const number of room.messages.keys()) if (number < header.floor) room.messages.delete(number);
}

export function mergeMessages(core: Core, room: HeldRoom, messages: Iterable<Message>): void {
  for (const message of messages) {
    if (!inWindow(room.window, message.number)) continue;
    const held = room.messages.get(message.number);
    if (held && held.revision >= message.revision) continue;
    room.messages.set(message.number, message);
    core.strangers.met(message.author);
    core.strangers.met(message.deletedBy);
    if (!held) stoppedTyping(core, room, message.author);
  }
  core.touchMessages(room);
}

export function mergeMembers(core: Core, room: HeldRoom, members: Iterable<Member>): void {
  for (const member of members) {
    if (member.person !== core.state.me && !inMembersWindow(room.membersWindow, member.person)) continue;
    const held = room.members.get(member.person);
    if (held && held.revision >= member.revision) continue;
    room.members.set(member.person, member);
    core.strangers.met(member.person);
  }
  core.touchRoom(room);
}

function inMembersWindow(window: MembersWindow | undefined, person: string): boolean {
  return window !== undefined && (window.through === undefined || person <= window.through);
}

/** Drops every row of a scope, and what was under way for it. */
export function dropRows(core: Core, scope: Scope): void {
  scope.cursor = undefined;
  if (scope === core.person) {
    core.state.memberships.clear();
    core.state.markers.clear();
    core.touchList();
  }
  if (!isRoom(scope)) return;
  scope.header = undefined;
  scope.members.clear();
  scope.membersWindow = undefined;
  scope.messages.clear();
  scope.window = [];
  core.pages.drop(scope);
  core.touchRoom(scope);
  core.touchList();
}
