import { useEffect } from "preact/hooks";
import type { Chat } from "../connection/chat";
import type { Id } from "../contracts";
import { parse } from "../routing/route";
import { navigate } from "../routing/router";
import { useSettings } from "../settings/settings";

let badges: Promise<typeof import("./badge")> | undefined;

/** Shows how much is unread, as soon as what draws it has been fetched: nobody waits for it. */
function show(unread: number): void {
  badges ??= import("./badge");
  badges.then(({ badge }) => badge(unread), () => { badges = undefined; });
}

/** Tells of what is new while nobody looks, where that is wanted, and shows on the page's icon how much there is. */
export function useTeller(chat: Chat, me: Id | undefined, unread: number): void {
  const { notifications, sound } = useSettings();
  const wanted = notifications !== "off" || sound;
  useEffect(() => {
    if (!me || !wanted) return;
    let stop = () => {};
    let gone = false;
    void import("./openTeller").then(({ openTeller }) => { if (!gone) stop = openTeller(chat, me); }, () => {});
    return () => {
      gone = true;
      stop();
    };
  }, [chat, me, wanted]);

  useEffect(() => show(unread), [unread]);
  useEffect(() => () => show(0), []);

  useEffect(() => {
    const worker = navigator.serviceWorker;
    if (!worker) return;
    // The worker was told of a click on what it showed.
    const listen = ({ data }: MessageEvent) => {
      const path: unknown = data?.open;
      if (typeof path === "string" && parse(path).at === "room") navigate(path);
    };
    worker.addEventListener("message", listen);
    return () => worker.removeEventListener("message", listen);
  }, []);
}
