import type { Beat } from "../contracts";
import type { Core } from "./core";
import { answerBeat } from "./presence";
import type { Scope } from "./scopes";

const grace = 500;

/** The committed heads of what is watched: a lost event is noticed here at the latest. */
export function beatArrived(core: Core, beat: Beat): void {
  if (!beat.noAnswer) answerBeat(core);
  const believed = [...core.watching.live()];
  const listed = new Set<Scope>();
  for (const { scope: name, revision } of beat.watched) {
    const scope = core.watching.find(name);
    if (!scope) continue;
    listed.add(scope);
    if (scope.watching === "asking") scope.head = Math.max(scope.head, revision);
    if (scope.watching === "live") compare(core, scope, revision);
  }
  for (const scope of believed) if (!listed.has(scope)) core.watching.again(scope);
  core.heads.arrived(beat.rooms);
}

function compare(core: Core, scope: Scope, revision: number): void {
  const reached = scope.cursor?.revision ?? 0;
  if (revision < reached) {
    // The database went back.
    scope.accepted = false;
    core.watching.again(scope);
  }
  if (revision <= reached) return;
  scope.head = Math.max(scope.head, revision);
  if (core.isPlanned(`behind ${scope.name}`)) return;
  core.after(`behind ${scope.name}`, grace, () => {
    if (scope.watching === "live" && (scope.cursor?.revision ?? 0) < revision) core.watching.again(scope);
  });
}
