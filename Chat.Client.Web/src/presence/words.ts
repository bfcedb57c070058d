import type { PresenceState } from "../contracts";
import type { ConnectionState } from "../engine/state";
import { say } from "../language/language";

/** How one's own footer names the connection. */
export function ownPresence(connection: ConnectionState): { words: string; state: PresenceState } {
  switch (connection) {
    case "live": return { words: say.presence.online, state: "online" };
    case "connecting": return { words: say.presence.connecting, state: "offline" };
    case "upgradeRequired": return { words: say.presence.tooOld, state: "offline" };
    default: return { words: say.presence.offline, state: "offline" };
  }
}

/** "Priya and Tomasz are typing": names, and the words that follow them. */
export function typingWords(names: readonly string[]): { names: readonly string[]; rest: string } | undefined {
  if (!names.length) return;
  if (names.length > 3) return { names: [], rest: say.presence.severalAreTyping };
  return { names, rest: names.length === 1 ? say.presence.isTyping : say.presence.areTyping };
}
