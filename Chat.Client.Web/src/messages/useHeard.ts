import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Drawn } from "../engine/selectors";
import { numberOf } from "./slice";

/** Lets the browser tell what it drew as quiet before anything is heard again. */
const settling = 250;

/**
 * Whether what is added to the log is read out: what arrives below, not what is loaded, jumped to, or there when the
 * room is opened.
 */
export function useHeard(items: readonly Drawn[], ready: boolean, following: boolean): boolean {
  const drawn = useRef<Span>(undefined);
  const quiet = useRef(true);
  const followed = useRef(following);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const span = spanOf(items) ?? (ready ? empty : undefined);
  // Whoever comes back to the newest is not read what is drawn there anew.
  if (isLoaded(drawn.current, span) || (following && !followed.current)) quiet.current = true;
  followed.current = following;
  drawn.current = span;

  useEffect(() => {
    if (!quiet.current || !span) return;
    const timer = setTimeout(() => {
      quiet.current = false;
      redraw(undefined);
    }, settling);
    return () => clearTimeout(timer);
  }, [span?.from, quiet.current]);
  return following && !quiet.current;
}

/** Whatever is said in an empty room arrives. */
export const empty = { from: 0, to: Infinity };

type Span = { from: number; to: number } | undefined;

/** Whether more is drawn than arrived at the end of what was drawn before. */
export function isLoaded(before: Span, now: Span): boolean {
  return !before || !now || now.from < before.from || now.from > before.to;
}

function spanOf(items: readonly Drawn[]): Span {
  const first = items.find((item) => item.kind === "message"), last = items.findLast((item) => item.kind === "message");
  return first && last && { from: numberOf(first)!, to: numberOf(last)! };
}
