import { createContext } from "preact";
import { useContext, useEffect, useReducer } from "preact/hooks";
import type { Chat } from "./connection/chat";

export const ChatContext = createContext<Chat>(undefined!);

/** What a person can do, for any view. */
export function useChat(): Chat {
  return useContext(ChatContext);
}

/** Draws the caller anew when the state has changed: once a frame at most, and seldom while nobody can see it. */
export function useChanges(chat: Chat): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    let planned = false;
    const plan = () => {
      if (planned) return;
      planned = true;
      // Frames don't come while the page is hidden, but its title goes on telling what is unread.
      if (document.hidden) setTimeout(draw, 250);
      else requestAnimationFrame(draw);
    };
    const draw = () => {
      planned = false;
      redraw(undefined);
    };
    plan();
    return chat.subscribe(plan);
  }, [chat]);
}
