import type { ChatState } from "../engine/state";

export interface Notice { kind: "offline" | "retrying" | "old"; title: string; text: string; longer?: string; verb?: "try" | "reload" }

/** What the banner says of the connection; nothing when all is well. */
export function notice(state: Pick<ChatState, "connection" | "problem">, waiting: number, deviceOffline: boolean): Notice | undefined {
  const waits = waiting === 0 ? undefined : waiting === 1 ? "1 message waits here" : `${waiting} messages wait here`;
  const goes = waiting === 1 ? " and goes out by itself" : " and go out by themselves";
  switch (state.connection) {
    case "upgradeRequired":
      return { kind: "old", title: "This page is older than the server.", text: "Load it anew to go on. What waits here is kept.", verb: "reload" };
    case "offline":
    case "connecting":
      if (deviceOffline) {
        return waits
          ? { kind: "offline", title: "You are offline.", text: waits, longer: goes }
          : { kind: "offline", title: "You are offline.", text: "Read on, and write: it goes out when you are back." };
      }
      return waits
        ? { kind: "retrying", title: "Reconnecting…", text: waits, longer: goes, verb: "try" }
        : { kind: "retrying", title: "Reconnecting…", text: "Read on, and write: it goes out by itself.", verb: "try" };
    default:
      return undefined;
  }
}
