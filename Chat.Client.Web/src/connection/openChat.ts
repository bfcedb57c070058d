import { version } from "../../package.json";
import { accountsAt } from "../accounts/api";
import type { Id } from "../contracts";
import type { CacheKeeper } from "../cache/keeper";
import type { CacheSource } from "../cache/rows";
import { ChatDatabase } from "../outbox/database";
import { SharedOutbox, type SharingTab } from "../outbox/sharing";
import { MemoryStore, ownerOf } from "../outbox/store";
import { LeaseTurns, LockTurns, OnlyTab } from "../outbox/turns";
import { newId } from "../uuid";
import { chatOf } from "./actions";
import type { Chat } from "./chat";
import { steadyClock } from "./clock";
import { followPage } from "./hints";
import { Shell } from "./shell";
import type { Connect } from "./socket";

// Fetched beside the first screen, which draws without it.
const hub = () => import("./hub");
void hub().catch(() => {});

const connect: Connect = async (listener, signal) => (await hub()).hubAt({ server: "" })(listener, signal);

/** The chat of this page, at the server it came from. `me`, if known, lets what waits be drawn before the server is reached. */
export function openChat(me?: Id): Chat {
  const shell = new Shell({
    client: `web/${version}`,
    connect,
    openOutbox: openOutboxOfPage,
    openCache: openCacheOfPage,
    now: steadyClock(),
    follow: followPage,
    ...(me !== undefined && { me }),
  });
  return chatOf(shell, accountsAt());
}

const tab = newId();
let database: Promise<ChatDatabase | undefined> | undefined;

async function openCacheOfPage(person: Id, source: CacheSource): Promise<CacheKeeper> {
  const { CacheDatabase, CacheKeeper } = await import("../cache");
  return new CacheKeeper(ownerOf(location.origin, person), await CacheDatabase.open(), source);
}

async function openOutboxOfPage(person: Id, sharing: SharingTab): Promise<SharedOutbox> {
  const owner = ownerOf(location.origin, person);
  database ??= ChatDatabase.open().catch(() => undefined);
  const opened = await database;
  if (!opened) {
    // The browser stores nothing for this page: what waits lives as long as the page does.
    database = undefined;
    return new SharedOutbox(owner, new MemoryStore(), new OnlyTab(), undefined, sharing);
  }
  const turns = "locks" in navigator ? new LockTurns(`chat-outbox ${owner}`) : new LeaseTurns(owner, tab, opened);
  return new SharedOutbox(owner, opened, turns, new BroadcastChannel(`chat-outbox ${owner}`), sharing);
}
