import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../language/language";
import { toast } from "./toast";

type Fetch = () => Promise<unknown>;
const parts: Fetch[] = [];

/**
 * A part that the first screen can do without: fetched when it is first drawn, or earlier, when the page has nothing
 * else to do. `onClose` is called when it can't be had, so that whoever opened it can open it again.
 * `Meanwhile` keeps its place, where what stands beside it would move.
 */
export function later<P extends object>(load: () => Promise<FunctionComponent<P>>, Meanwhile?: FunctionComponent): FunctionComponent<P> {
  let View: FunctionComponent<P> | undefined;
  let fetching: Promise<void> | undefined;
  const fetched = () => (fetching ??= load().then((view) => { View = view; }, (error: unknown) => {
    fetching = undefined;
    throw error;
  }));
  parts.push(fetched);

  return function Later(props: P) {
    const [, redraw] = useState({});
    const drawn = !!View;
    useEffect(() => {
      // Asked for when it was drawn: by now it may have come.
      if (drawn) return;
      let gone = false;
      fetched().then(() => gone || redraw({}), () => {
        if (gone) return;
        toast(say.design.partMissing);
        (props as { onClose?: () => void }).onClose?.();
      });
      return () => { gone = true; };
    }, []);
    return View ? <View {...props} /> : Meanwhile ? <Meanwhile /> : null;
  };
}

/** Fetches the later parts one after the other while the page is idle, so that they are there at once, and without a network. */
export function fetchLaterParts(): void {
  const idle = typeof requestIdleCallback === "function" ? requestIdleCallback : (act: () => void) => setTimeout(act, 200);
  const next = (at: number) => {
    const part = parts[at];
    if (part) idle(() => void part().catch(() => {}).then(() => next(at + 1)));
  };
  if (document.readyState === "complete") next(0);
  else addEventListener("load", () => next(0), { once: true });
}
