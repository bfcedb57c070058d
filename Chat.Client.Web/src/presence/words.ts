import type { PresenceState } from "../contracts";
import type { ConnectionState } from "../engine/state";

/** How one's own footer names the connection. */
export function ownPresence(connection: ConnectionState): { words: string; state: PresenceState } {
  switch (connection) {
    case "live": return { words: "Online", state: "online" };
    case "connecting": return { words: "Connecting…", state: "offline" };
    case "upgradeRequired": return { words: "Page too old", state: "offline" };
    default: return { words: "Offline", state: "offline" };
  }
}

/** "Priya and Tomasz are typing": names, and the words that follow them. */
export function typingWords(names: readonly string[]): { names: readonly string[]; rest: string } | undefined {
  if (!names.length) return;
  if (names.length > 3) return { names: [], rest: "Several people are typing" };
  return { names, rest: names.length === 1 ? "is typing" : "are typing" };
}
