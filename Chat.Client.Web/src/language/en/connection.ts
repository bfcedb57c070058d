import { pluralOf } from "../plural";

const plural = pluralOf("en");

export const connection = {
  label: "Connection",
  tooOld: "This page is older than the server.",
  tooOldText: "Load it anew to go on. What waits here is kept.",
  loadAnew: "Load anew",
  offline: "You are offline.",
  offlineText: "Read on, and write: it goes out when you are back.",
  reconnecting: "Reconnecting…",
  reconnectingText: "Read on, and write: it goes out by itself.",
  tryNow: "Try now",
  /** What waits, and what follows where there is room for it. */
  waits: (count: number) => plural(count, { one: "# message waits here", other: "# messages wait here" }),
  goesOut: (count: number) => plural(count, { one: " and goes out by itself", other: " and go out by themselves" }),
};
