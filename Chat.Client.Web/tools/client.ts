import "fake-indexeddb/auto";
import { version } from "../package.json";
import { accountsAt } from "../src/accounts/api";
import { chatOf } from "../src/connection/actions";
import { steadyClock } from "../src/connection/clock";
import { Shell } from "../src/connection/shell";
import { hubAt, type HubOptions } from "../src/connection/hub";
import { ChatDatabase } from "../src/outbox/database";
import { SharedOutbox } from "../src/outbox/sharing";
import { ownerOf } from "../src/outbox/store";
import { LeaseTurns } from "../src/outbox/turns";
import { newId } from "../src/uuid";

export interface ToolOptions extends HubOptions {
  acknowledged?(id: string, number: number): void;
}

/** The page's own client, run by Node: the same engine, outbox and hub connection, with a bearer token instead of a cookie. */
export function chatOfNode({ acknowledged, ...hub }: ToolOptions) {
  const shell = new Shell({
    client: `web-tool/${version}`,
    connect: hubAt(hub),
    now: steadyClock(),
    async openOutbox(person, tab) {
      const owner = ownerOf(hub.server, person);
      const database = await ChatDatabase.open();
      return new SharedOutbox(owner, database, new LeaseTurns(owner, newId(), database), undefined, tab);
    },
    ...(acknowledged && { acknowledged }),
  });
  return chatOf(shell, accountsAt(hub.server));
}

export { drawn, memberList, pending, roomList, unread } from "../src/engine/selectors";
