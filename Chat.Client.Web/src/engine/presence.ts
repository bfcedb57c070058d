import type { Id, PresenceChanged, TypingChanged } from "../contracts";
import type { Core } from "./core";
import type { HeldRoom } from "./scopes";

const typingLasts = 6_000;
const typeAgain = 3_000;

export function presenceChanged(core: Core, { room: id, here, members, full, people }: PresenceChanged): void {
  const room = core.rooms.get(id);
  if (!room?.opened) return;
  room.here = here;
  room.memberCount = members;
  if (full) room.presence.clear();
  for (const { person, state } of people) {
    if (state === "offline") room.presence.delete(person);
    else room.presence.set(person, state);
  }
  core.touchRoom(room);
}

export function typingChanged(core: Core, { room: id, person }: TypingChanged): void {
  const room = core.rooms.get(id);
  if (person === core.state.me) return;
  if (!room?.opened) return typesElsewhere(core, id, person);
  room.typing.set(person, core.now + typingLasts);
  core.after(`typing ${id} ${person}`, typingLasts, () => stoppedTyping(core, room, person));
  core.touchMessages(room);
}

/** Somebody types in a room of one's own that isn't open: the list of rooms shows it. */
function typesElsewhere(core: Core, room: Id, person: Id): void {
  if (!core.state.memberships.get(room)?.role) return;
  const { elsewhere } = core.state;
  const before = elsewhere.get(room);
  core.after(`typing ${room} ${person}`, typingLasts, () => {
    const left = new Set(elsewhere.get(room));
    if (!left.delete(person)) return;
    if (left.size) elsewhere.set(room, left);
    else elsewhere.delete(room);
    core.touchList();
  });
  if (before?.has(person)) return;
  elsewhere.set(room, new Set(before).add(person));
  core.touchList();
}

/** Of a room that is opened, the conversation tells; without a connection, nobody does. */
export function nobodyTypesElsewhere(core: Core, room?: Id): void {
  const { elsewhere } = core.state;
  if (room === undefined ? !elsewhere.size : !elsewhere.has(room)) return;
  if (room === undefined) elsewhere.clear();
  else elsewhere.delete(room);
  core.touchList();
}

export function stoppedTyping(core: Core, room: HeldRoom, person: Id): void {
  if (!room.typing.delete(person)) return;
  core.cancel(`typing ${room.id} ${person}`);
  core.touchMessages(room);
}

/** The person types: told at most once in 3 s. */
export function type(core: Core, id: Id): void {
  const room = core.rooms.get(id);
  if (!core.live || !room || core.now < room.typeAgainAt) return;
  room.typeAgainAt = core.now + typeAgain;
  core.send("Type", { room: id });
}

/** How present the person is changed at this client. */
export function present(core: Core, hidden: boolean, away: boolean): void {
  if (core.hidden === hidden && core.away === away) return;
  core.hidden = hidden;
  core.away = away;
  if (core.live) answerBeat(core);
}

/** Tells what changed while there was nobody to tell it to. */
export function presenceMayHaveChanged(core: Core): void {
  if (core.told.hidden !== core.hidden || core.told.away !== core.away) answerBeat(core);
}

export function answerBeat(core: Core): void {
  core.told = { hidden: core.hidden, away: core.away };
  core.send("AnswerBeat", { hidden: core.hidden, away: core.away });
}
