import type { Cursor } from "../contracts";
import type { Core } from "./core";
import { dropRows } from "./rows";
import { isRoom } from "./scopes";

/**
 * Another run of the server: its database may have been put back. What a cursor covers, the server judges by it; what was
 * told beside the cursors, heads and numbers and rows that lie ahead, nobody would ever take back.
 */
export function anotherRun(core: Core): void {
  core.heads.aged();
  core.strangers.doubt();
  for (const scope of [...core.watching.every()]) {
    scope.head = 0;
    if (isRoom(scope)) scope.numberIsOld = true;
    const rows = isRoom(scope) ? [scope.messages, scope.members] : scope === core.person ? [core.state.markers, core.state.memberships] : [];
    if (!isAhead(scope.cursor, ...rows)) continue;
    dropRows(core, scope);
    if (isRoom(scope) && !scope.opened) core.rooms.delete(scope.id);
  }
}

/** Whether rows are newer than their scope's cursor: they came by an answer of their own, and the changes up to them never did. */
export function isAhead(cursor: Cursor | undefined, ...kinds: ReadonlyMap<unknown, { revision: number }>[]): boolean {
  if (!cursor) return false;
  for (const rows of kinds)
    for (const { revision } of rows.values()) if (revision > cursor.revision) return true;
  return false;
}
