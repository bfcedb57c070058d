import type { Chat } from "../connection/chat";
import type { Id } from "../contracts";
import { ChatDatabase } from "../outbox/database";
import { LeaseTurns, LockTurns, OnlyTab, type Turns } from "../outbox/turns";
import { attentive } from "../presence/attention";
import { choicesOf } from "../rooms/choices";
import { parse } from "../routing/route";
import { settings } from "../settings/settings";
import { newId } from "../uuid";
import { KeptMarks, PassingMarks } from "./marks";
import { notifiable } from "./permission";
import { show, takeAllAway, takeAway } from "./show";
import { playSound } from "./sound";
import { Teller } from "./Teller";

/** How long news is held back for more of it, or until another device has read it. */
const settles = 400;

/** Tells of a person's news from now on, as the settings say; returns the way to stop. */
export function openTeller(chat: Chat, me: Id): () => void {
  const stop = new AbortController();
  void (async () => {
    const marks = await KeptMarks.open().catch(() => new PassingMarks());
    const turns = await turnsOf(`chat-notifications ${me}`);
    if (stop.signal.aborted) return;
    const teller = new Teller(chat, me, marks, turns, {
      looking: () => ({ attentive: attentive(), room: shownRoom() }),
      muted: (room) => choicesOf(me).get().muted.includes(room),
      tell(told) {
        if (settings().notifications === "all" && notifiable() === "yes") void show(told);
        if (settings().sound) void playSound();
      },
      takeAway,
      settle: (act) => setTimeout(act, settles),
    });
    const attended = () => teller.attended();
    addEventListener("focus", attended, { signal: stop.signal });
    document.addEventListener("visibilitychange", attended, { signal: stop.signal });
    stop.signal.addEventListener("abort", () => teller.stop());
    teller.start();
  })();
  return () => {
    stop.abort();
    takeAllAway();
  };
}

function shownRoom(): Id | undefined {
  const route = parse(location.pathname);
  return document.visibilityState === "visible" && route.at === "room" ? route.room : undefined;
}

async function turnsOf(name: string): Promise<Turns> {
  if ("locks" in navigator) return new LockTurns(name);
  const database = await ChatDatabase.open().catch(() => undefined);
  return database ? new LeaseTurns(name, newId(), database) : new OnlyTab();
}
