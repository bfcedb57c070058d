import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Drawn } from "../engine/selectors";
import { atTail } from "../engine/selectors";
import type { RoomState } from "../engine/state";
import { attentive, covered, useAttention } from "../presence/attention";
import { afterPaint } from "./afterPaint";
import { Asking } from "./asking";
import { excess } from "./excess";
import { holds, itemsOf, olderThan, runAt } from "./run";
import { atNewest, bring, lineOf, lineOfNumber, newestInView, type Place, place, restore, viewOf } from "./scroll";
import type { UnreadLine } from "./unreadLine";
import { around, bound, earlier, firstOf, follow, inSlice, later, numberOf, type Slice, spanOf, whole } from "./slice";

/** Where to go: to a number, or to the line "New". */
export interface Target { number: number; mark: boolean; new?: boolean }

export interface Log {
  log: RefObject<HTMLDivElement | null>;
  /** What is drawn of all that is held. */
  items: readonly Drawn[];
  following: boolean;
  /** The newest number when the log stopped following. */
  left: number;
  marked: number | undefined;
  /** Whether one comes to a number by scrolling, without a gap between. */
  reaches: (number: number) => boolean;
  /** What is in view is not told as seen any more, until the room is opened again: it was marked unread. */
  mute: (muted?: boolean) => void;
  go: (target: Target | "newest") => void;
}

const margin = 500, mostInView = 150;

/** How many lines were in view of the room that was shown last: as many are drawn of the next one before anything else of it. */
let shownLast = 0;

/** Keeps the reader's place, loads what they come to, and tells what they have seen. */
export function useLog(room: RoomState, all: readonly Drawn[], line: UnreadLine, live: boolean, member: boolean, editing: boolean): Log {
  const chat = useChat();
  const log = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const [left, setLeft] = useState(0);
  const [marked, mark] = useState<number>();
  const [, redraw] = useState({});
  const held = useRef<{ slice: Slice; place: Place; read: number; target?: Target; opened: boolean; muted: boolean; inView: number; drawn?: Slice; looking?: () => void; opening: boolean; went: boolean; newest?: number; asking: Asking }>(undefined!);
  held.current ??= { slice: whole, place: atNewest, read: Infinity, opened: false, muted: false, inView: 0, opening: true, went: false, asking: new Asking(() => redraw({})) };
  const now = held.current;
  const attention = useAttention();

  if (!now.opened && line.settled) {
    now.opened = true;
    // Whoever has gone somewhere, or reads further up, stays there.
    if (line.first !== undefined && !now.went && now.place.following) now.target ??= { number: line.first, mark: false, new: true };
  }
  const { begin, end } = runAt(all, now.read);
  const run = useMemo(() => itemsOf(all, { begin, end }, olderThan(room)), [all, begin, end]);
  const reachesEnd = end === all.length;
  // What is being written anew goes on being drawn, however far one reads meanwhile: its caret would be lost.
  const keeps = editing ? Infinity : now.inView;
  now.slice = now.place.following && !now.target ? now.opening ? firstOf(run, shownLast) : follow(run, now.slice, now.inView) : bound(run, now.slice, now.read, now.target ? undefined : now.drawn, keeps);
  const items = useMemo(() => inSlice(run, now.slice), [run, now.slice.from, now.slice.to]);
  now.drawn = useMemo(() => spanOf(items), [items]);

  const isThere = room.window.length > 0;
  const draw = (slice: Slice) => {
    if (slice.from === now.slice.from && slice.to === now.slice.to) return false;
    now.slice = slice;
    redraw({});
    return true;
  };

  const ask = (what: string, load: () => void) => {
    if (live && !room.loading) now.asking.ask(what, load);
  };

  const loadAround = () => {
    if (now.opening) return;
    const element = log.current!;
    const { scrollTop, clientHeight, scrollHeight } = element;
    if (scrollTop < margin && now.slice.from > 0 && draw(earlier(run, now.slice, keeps))) return;
    if (scrollHeight - scrollTop - clientHeight < margin && now.slice.to !== Infinity && draw(later(run, now.slice, keeps))) return;
    const frame = element.getBoundingClientRect();
    for (const gap of element.querySelectorAll<HTMLElement>(".gap")) {
      const { top, bottom } = gap.getBoundingClientRect();
      if (bottom < frame.top - margin || top > frame.bottom + margin) continue;
      // Filled from the side on which the reader is.
      const above = Number(gap.dataset.from) - 1, below = Number(gap.dataset.to) + 1;
      if (above < now.read && holds(room, below)) ask(`below ${below}`, () => chat.loadOlder(room.id, below));
      else ask(`above ${above}`, () => chat.loadNewer(room.id, above));
    }
  };

  /** What one comes to is drawn once the frame that brought one there is painted: both in one would be too much for it. */
  const lookAround = () => {
    now.looking ??= afterPaint(() => {
      now.looking = undefined;
      latest.current.loadAround();
    });
  };

  const tellSeen = () => {
    if (!member || !live || !now.opened || now.muted || now.target || !attentive() || covered()) return;
    const newest = now.place.following && now.slice.to === Infinity && atTail(room) ? room.number : newestInView(log.current!);
    if (newest) chat.seen(room.id, newest);
  };

  /** Gives up what is far from here, so that neither a long way back nor a long day makes the room large. */
  const release = () => {
    if (now.target) return;
    const { lines, numbers } = viewOf(log.current!), shown = numbers ?? (now.place.following ? { from: room.number, to: room.number } : undefined);
    now.inView = Math.min(mostInView, lines);
    if (shown) shownLast = now.inView;
    if (shown) for (const { from, to } of excess(room, shown)) chat.release(room.id, from, to);
  };

  const remember = () => {
    // Nothing to see is no place: what was read may come again.
    if (!isThere) return;
    const seen = place(log.current!);
    const newest = seen.following && now.slice.to === Infinity && reachesEnd;
    // What somebody writes anew stays under their hands.
    seen.following = newest && !editing;
    now.place = seen;
    if (!now.target) now.read = newest ? Infinity : seen.number ?? now.read;
    if (newest) now.newest = room.number;
    if (newest === following) return;
    setFollowing(newest);
    if (!newest) setLeft(now.newest ?? room.number);
  };

  /** Goes to where it was told to go; false while that isn't there yet. */
  const reach = (target: Target): boolean => {
    const element = log.current!;
    // The line "New" stands above the first unread message only where that one is loaded.
    const line = target.new && holds(room, target.number) ? lineOf(element, "new") : lineOfNumber(element, target.number);
    if (line) {
      bring(element, line, target.new ? .2 : .4);
      if (target.mark) {
        mark(undefined);
        requestAnimationFrame(() => mark(target.number));
        line.focus({ preventScroll: true });
      }
      return true;
    }
    if (holds(room, target.number) && target.number <= room.number) {
      if (!all.some((item) => numberOf(item) === target.number)) return true;
      const there = runAt(all, target.number), goal = around(itemsOf(all, there, olderThan(room)), target.number, Math.max(now.inView, shownLast));
      now.read = target.number;
      if (!draw(goal) && there.begin !== begin) redraw({});
    } else if (room.window.length && (target.number > room.number || target.number < (room.header?.floor ?? 1))) {
      // What is kept of an earlier visit may not know of it yet.
      return live && room.watching === "live";
    } else if (room.window.length) {
      ask(`target ${target.number}`, () => chat.loadAround(room.id, target.number));
    }
    return false;
  };

  useLayoutEffect(() => {
    const element = log.current!;
    if (now.target && reach(now.target)) now.target = undefined;
    // While what was gone to is on its way, the reader stays where they are.
    else if (!restore(element, now.place) && !now.target && isThere && Number.isFinite(now.read) && !holds(room, now.read)) {
      // What was read has been given up by a snapshot: it is loaded again.
      now.target = { number: now.read, mark: false };
      redraw({});
    }
    remember();
    lookAround();
    release();
    tellSeen();
  });

  // What is in view is on the screen before what is around it is drawn.
  useEffect(() => {
    if (!isThere) return;
    return afterPaint(() => {
      now.opening = false;
      if (now.place.following) now.slice = whole;
      redraw({});
    });
  }, [isThere]);

  useEffect(() => {
    if (marked === undefined) return;
    const timer = setTimeout(() => mark(undefined), 2_800);
    return () => clearTimeout(timer);
  }, [marked]);

  const latest = useRef({ loadAround, lookAround, tellSeen, remember });
  latest.current = { loadAround, lookAround, tellSeen, remember };
  useLayoutEffect(() => {
    const element = log.current!;
    const scrolled = () => {
      // What scrolled may be the page itself, before it was told of the log's new size: nobody has left the newest by that.
      const { clientHeight, scrollHeight } = now.place;
      if (clientHeight && !now.target && (element.clientHeight !== clientHeight || element.scrollHeight !== scrollHeight)) restore(element, now.place);
      latest.current.remember();
      latest.current.lookAround();
      latest.current.tellSeen();
    };
    // Pictures of other sizes, a banner, a phone's keyboard: the place is kept over all of them.
    const resized = new ResizeObserver(() => {
      if (now.target || !element.isConnected) return;
      restore(element, now.place);
      latest.current.remember();
    });
    resized.observe(element);
    resized.observe(element.querySelector("ol")!);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      now.looking?.();
      now.asking.end();
      resized.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, []);
  useEffect(() => { if (attention) latest.current.tellSeen(); }, [attention]);

  const go = (target: Target | "newest") => {
    now.went = true;
    if (target === "newest") {
      now.target = undefined;
      if (!atTail(room)) ask("newest", () => chat.loadAround(room.id, room.number));
      now.read = Infinity;
      now.slice = follow(itemsOf(all, runAt(all, now.read), olderThan(room)), { from: Infinity, to: 0 }, now.inView);
      now.place = atNewest;
      setFollowing(true);
    } else {
      now.target = target;
      now.asking.forget();
    }
    redraw({});
  };

  const mute = (muted = true) => {
    now.muted = muted;
    redraw({});
  };

  const reaches = (number: number) => holds(room, number) && runAt(all, number).begin === begin;

  return { log, items, following, left, marked, reaches, mute, go };
}
