import type { Id, Message } from "../contracts";
import type { Drawn } from "../engine/selectors";
import type { OutboxEntry } from "../engine/state";
import { startOfDay } from "./dates";

/** A line of the conversation, as it is drawn. */
export type Line =
  | { kind: "day"; key: string; at: number }
  | { kind: "new"; key: string; under: boolean }
  | { kind: "gap"; key: string; from: number; to: number }
  | { kind: "event"; key: string; message: Message }
  /** `first`: the author's name stands beside it, for it begins a turn; `under`: and it stands right under the line of a day, or "New". */
  | { kind: "message"; key: string; message: Message; first: boolean; under: boolean }
  | { kind: "pending"; key: string; entry: OutboxEntry; first: boolean; under: boolean };

const turnLength = 5 * 60_000;

/** Sets the conversation: turns by author and five minutes, a line for each day, and one above the first unread message. */
export function script(items: readonly Drawn[], me: Id | undefined, firstUnread: number | undefined): Line[] {
  const lines: Line[] = [];
  let day: number | undefined;
  // The same day may be told again below a gap, with a key of its own.
  let below = "";
  let turn: { author: Id | undefined; began: number } | undefined;

  for (const item of items) {
    if (item.kind === "gap") {
      lines.push({ kind: "gap", key: `gap-${item.from}`, from: item.from, to: item.to });
      turn = day = undefined;
      below = `-${item.to}`;
      continue;
    }

    const at = item.kind === "message" ? item.message.at : item.entry.composedAt;
    if (day === undefined || at >= day + 20 * 3_600_000) {
      const today = startOfDay(at);
      // What waits here may carry a clock that runs behind; days never go back.
      if (day === undefined || today > day) {
        day = today;
        lines.push({ kind: "day", key: `day-${today}${below}`, at });
        turn = undefined;
      }
    }
    // Only above that very message: above a later one it would move up with all that is loaded.
    if (item.kind === "message" && item.message.number === firstUnread) {
      lines.push({ kind: "new", key: "new", under: isUnder() });
      turn = undefined;
    }

    if (item.kind === "message" && item.message.notice) {
      lines.push({ kind: "event", key: item.message.id, message: item.message });
      turn = undefined;
      continue;
    }
    const author = item.kind === "message" ? item.message.author : me;
    const first = turn === undefined || turn.author !== author || at - turn.began >= turnLength;
    if (first) turn = { author, began: at };
    const under = isUnder();
    // A message keeps its key when it turns from pending into sent, so that its line stays where it is.
    if (item.kind === "message") lines.push({ kind: "message", key: item.message.id, message: item.message, first, under });
    else lines.push({ kind: "pending", key: item.entry.id, entry: item.entry, first, under });
  }
  return lines;

  function isUnder(): boolean {
    const { kind } = lines.at(-1) ?? {};
    return kind === "day" || kind === "new";
  }
}
