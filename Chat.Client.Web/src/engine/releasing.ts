import type { Core } from "./core";
import type { HeldRoom } from "./scopes";
import type { Range, RoomState } from "./state";
import { cut, inWindow } from "./windows";

/** So many of the newest messages of a room that was left stay, to be there at once when it is shown again. */
const keptOfLeft = 200;

/** Gives up the rows of these numbers. What would leave nothing at all is not done: there would be no place to load from. */
export function release(core: Core, room: HeldRoom | undefined, { from, to }: Range): void {
  if (!room || (to !== undefined && to < from)) return;
  // Numbers that are still to come are the tail's: they go with it, or not.
  const gone = to === undefined ? { from } : { from, to: Math.min(to, room.number) };
  const window = cut(room.window, gone);
  if (!window.length) return;
  room.window = window;
  for (const number of room.messages.keys())
    if (inWindow([gone], number)) room.messages.delete(number);
  core.touchMessages(room);
}

/** The newest number that is held; 0 without any. */
export function newestHeld({ messages }: Pick<RoomState, "messages">): number {
  let newest = 0;
  for (const number of messages.keys()) if (number > newest) newest = number;
  return newest;
}

/** Of a room that is left only the newest part is kept. False: that part isn't held, so there is nothing to keep. */
export function releaseLeft(core: Core, room: HeldRoom): boolean {
  const tail = room.window.at(-1);
  if (!tail || tail.to !== undefined) return false;
  const kept = Math.max(tail.from, newestHeld(room) - keptOfLeft + 1);
  if (kept > 1) release(core, room, { from: 0, to: kept - 1 });
  return true;
}
