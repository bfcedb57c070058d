import type { Id, Membership } from "../contracts";
import type { Core } from "./core";
import { nobodyTypesElsewhere } from "./presence";
import { releaseLeft } from "./releasing";
import { dropRows } from "./rows";
import { newRoom, type HeldRoom } from "./scopes";

const mostUnopened = 20;

export function mergeMembership(core: Core, membership: Membership): void {
  const { memberships } = core.state;
  const held = memberships.get(membership.room);
  if (held && held.revision >= membership.revision) return;
  memberships.set(membership.room, membership);
  core.touchList();
  const room = core.rooms.get(membership.room);
  core.touchRoom(room);

  if (membership.role === undefined) return removed(core, membership.room, room);
  if (!core.state.heads.has(membership.room)) core.heads.want(membership.room);
  if (!room) return;
  if (held && held.joined !== membership.joined) {
    dropRows(core, room);
    room.notFound = false;
    core.watching.stop(room);
    core.watching.again(room);
  } else if (!held && room.opened && room.watching === "no") {
    room.notFound = false;
    core.watching.again(room);
  }
}

/** One is no member any more. A public room can still be read, but the server has ended the watch. */
function removed(core: Core, id: Id, room: HeldRoom | undefined): void {
  if (!room) return;
  if (!room.opened) return forget(core, room);
  if (core.heads.header(id)?.private === false) return core.watching.again(room);
  dropRows(core, room);
  core.watching.stop(room);
  room.mayBeWatched = false;
  room.notFound = true;
}

/** Shows a room: watches it, from the cursor if it was open before. */
export function open(core: Core, id: Id): void {
  const room = core.rooms.get(id) ?? newRoom(id);
  if (room.opened && !room.notFound) return;
  if (!room.opened) {
    // Rooms are kept in the order in which they were opened.
    core.rooms.delete(id);
    core.rooms.set(id, room);
  }
  room.opened = true;
  room.notFound = false;
  nobodyTypesElsewhere(core, id);
  core.watching.again(room);
  if (!core.live) room.watching = "no";
  core.touchRoom(room);
}

export function close(core: Core, id: Id): void {
  const room = core.rooms.get(id);
  if (!room?.opened) return;
  if (room.mayBeWatched) core.send("Unwatch", { scopes: [room.name] });
  room.mayBeWatched = false;
  room.opened = false;
  room.closedAs = ++core.closings;
  room.aroundWanted = undefined;
  room.presence.clear();
  room.typing.clear();
  core.watching.stop(room);
  core.pages.drop(room);
  core.touchRoom(room);
  if (!room.cursor || !releaseLeft(core, room)) return forget(core, room);
  const closed = [...core.rooms.values()].filter(({ opened }) => !opened).sort((a, b) => a.closedAs - b.closedAs);
  for (const least of closed.slice(0, Math.max(0, closed.length - mostUnopened))) forget(core, least);
}

function forget(core: Core, room: HeldRoom): void {
  core.rooms.delete(room.id);
  core.touch();
}
