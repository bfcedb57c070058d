import { createContext } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import type { Chat } from "./connection/chat";
import { betweenKeys } from "./keys/gaps";
import { restAfter } from "./pace";

export const ChatContext = createContext<Chat>(undefined!);

/** What a person can do, for any view. */
export function useChat(): Chat {
  return useContext(ChatContext);
}

/** Draws the caller anew when the state has changed: once a frame at most, less often when drawing is dear, and seldom while nobody can see it. */
export function useChanges(chat: Chat): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let planned = false, rested = 0;
    const plan = () => {
      if (planned) return;
      planned = true;
      const rest = rested - performance.now();
      if (document.hidden) setTimeout(draw, 250);
      else if (rest > 0) setTimeout(gap, rest);
      else gap();
    };
    const gap = () => { if (!betweenKeys(draw)) soon(); };
    // Frames don't come while the page is hidden, but its title goes on telling what is unread. Drawn behind a frame, not
    // within: what the page does and what the browser makes of it are two tasks then, and a key gets in between.
    const soon = () => { if (document.hidden) draw(); else requestAnimationFrame(() => setTimeout(draw)); };
    const draw = () => {
      planned = false;
      const began = performance.now();
      redraw(undefined);
      // The views are drawn before this comes.
      queueMicrotask(() => {
        const took = performance.now() - began;
        rested = performance.now() + restAfter(took);
        if (document.hidden) return;
        requestAnimationFrame(() => {
          const frame = performance.now();
          // Comes when the frame is through: with all that the browser did for it.
          setTimeout(() => { rested = performance.now() + restAfter(took + performance.now() - frame); });
        });
      });
    };
    // A frame that was waited for would come only when the page is looked at again.
    const hid = () => { if (document.hidden && planned) draw(); };
    document.addEventListener("visibilitychange", hid);
    plan();
    const stop = chat.subscribe(plan);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", hid);
    };
  }, [chat]);
}

/** Does something whenever the connection has come, also when it was gone for so short a time that nothing of it was drawn. */
export function useWhenLive(chat: Chat, act: () => void): void {
  useEffect(() => {
    let was = false;
    const look = () => {
      const live = chat.state.connection === "live", came = live && !was;
      was = live;
      if (came) act();
    };
    look();
    return chat.subscribe(look);
  }, [chat]);
}
