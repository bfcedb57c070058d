import type { ChatState } from "../engine/state";
import { say } from "../language/language";

export interface Notice { kind: "offline" | "retrying" | "old"; title: string; text: string; longer?: string; verb?: "try" | "reload" }

/** What the banner says of the connection; nothing when all is well. */
export function notice(state: Pick<ChatState, "connection" | "problem">, waiting: number, deviceOffline: boolean): Notice | undefined {
  const waits = waiting === 0 ? undefined : say.connection.waits(waiting);
  const goes = say.connection.goesOut(waiting);
  switch (state.connection) {
    case "upgradeRequired":
      return { kind: "old", title: say.connection.tooOld, text: say.connection.tooOldText, verb: "reload" };
    case "offline":
    case "connecting":
      if (deviceOffline) {
        return waits
          ? { kind: "offline", title: say.connection.offline, text: waits, longer: goes }
          : { kind: "offline", title: say.connection.offline, text: say.connection.offlineText };
      }
      return waits
        ? { kind: "retrying", title: say.connection.reconnecting, text: waits, longer: goes, verb: "try" }
        : { kind: "retrying", title: say.connection.reconnecting, text: say.connection.reconnectingText, verb: "try" };
    default:
      return undefined;
  }
}
