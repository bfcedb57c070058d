import type { Chat } from "../connection/chat";

const asks = [
  "edit", "delete", "createRoom", "renameRoom", "setTopic", "joinRoom", "leaveRoom", "addMember", "removeMember", "setRole", "listRooms", "findPeople", "setProfile", "since",
] as const satisfies (keyof Chat)[];

/** The same chat, but what is asked for while a connection is being made waits for it a while instead of failing at once. */
export function patient(chat: Chat, patience = 10_000): Chat {
  const own: Record<string, unknown> = {};
  for (const name of asks) {
    const ask = chat[name] as (...args: unknown[]) => Promise<unknown>;
    own[name] = async (...args: unknown[]) => {
      await live(chat, patience);
      return ask(...args);
    };
  }
  return Object.assign(Object.create(chat) as Chat, own);
}

function live(chat: Chat, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const isOver = () => chat.state.connection === "live" || chat.state.connection === "signedOut" || chat.state.connection === "upgradeRequired";
    if (isOver()) return resolve();
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(end, patience);
    const stop = chat.subscribe(() => { if (isOver()) end(); });
  });
}
