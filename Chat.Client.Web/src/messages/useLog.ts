import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Drawn } from "../engine/selectors";
import { hasOlder } from "../engine/selectors";
import type { RoomState } from "../engine/state";
import { attentive, useAttention } from "../presence/attention";
import { atNewest, bring, lineOf, lineOfNumber, newestInView, type Place, place, restore } from "./scroll";
import type { UnreadLine } from "./unreadLine";
import { around, bound, earlier, follow, inSlice, later, numberOf, type Slice, whole } from "./slice";

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
  /** What is in view is not told as seen any more, until the room is opened again: it was marked unread. */
  mute: () => void;
  go: (target: Target | "newest") => void;
}

const margin = 500;

/** Keeps the reader's place, loads what they come to, and tells what they have seen. */
export function useLog(room: RoomState, all: readonly Drawn[], line: UnreadLine, live: boolean, member: boolean): Log {
  const chat = useChat();
  const log = useRef<HTMLDivElement>(null);
  const held = useRef<{ slice: Slice; place: Place; target?: Target; opened: boolean; muted: boolean; asked: Map<string, number> }>(undefined!);
  held.current ??= { slice: whole, place: atNewest, opened: false, muted: false, asked: new Map() };
  const now = held.current;
  const [following, setFollowing] = useState(true);
  const [left, setLeft] = useState(0);
  const [marked, mark] = useState<number>();
  const [, redraw] = useState({});
  const attention = useAttention();

  if (!now.opened && line.settled) {
    now.opened = true;
    if (line.first !== undefined && holds(room, line.first)) now.target ??= { number: line.first, mark: false, new: true };
  }
  now.slice = now.place.following && !now.target ? follow(all, now.slice) : bound(all, now.slice);
  const items = inSlice(all, now.slice);

  const draw = (slice: Slice) => {
    if (slice.from === now.slice.from && slice.to === now.slice.to) return false;
    now.slice = slice;
    redraw({});
    return true;
  };

  /** Asks for more, but not for the same thing again and again. */
  const ask = (what: string, load: () => void) => {
    if (!live || room.loading || performance.now() - (now.asked.get(what) ?? -Infinity) < 1_000) return;
    now.asked.set(what, performance.now());
    load();
  };

  const loadAround = () => {
    const element = log.current!;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const first = room.window[0];
    if (scrollTop < margin) {
      if (now.slice.from > 0 && draw(earlier(all, now.slice))) return;
      if (first && hasOlder(room)) {
        if (room.window.length === 1) ask(`older ${first.from}`, () => chat.loadOlder(room.id));
        else ask(`around ${first.from}`, () => chat.loadAround(room.id, first.from - 1));
      }
    }
    if (scrollHeight - scrollTop - clientHeight < margin && now.slice.to !== Infinity && draw(later(all, now.slice))) return;
    const frame = element.getBoundingClientRect();
    const gaps = element.querySelectorAll<HTMLElement>(".gap");
    for (const [at, gap] of gaps.entries()) {
      const { top, bottom } = gap.getBoundingClientRect();
      if (bottom < frame.top - margin || top > frame.bottom + margin) continue;
      // Filled from the side on which the reader is.
      const fromBelow = top < frame.top + frame.height / 2;
      const { from, to } = gap.dataset;
      if (fromBelow && at === gaps.length - 1) ask(`below ${to}`, () => chat.loadOlder(room.id));
      else if (!fromBelow && at === 0) ask(`above ${from}`, () => chat.loadNewer(room.id));
      else ask(`in ${from} ${to} ${fromBelow}`, () => chat.loadAround(room.id, Number(fromBelow ? to : from)));
    }
  };

  const tellSeen = () => {
    if (!member || !live || !now.opened || now.muted || now.target || !attentive()) return;
    const newest = now.place.following && now.slice.to === Infinity ? room.number : newestInView(log.current!);
    if (newest) chat.seen(room.id, newest);
  };

  const remember = () => {
    const seen = place(log.current!);
    if (now.slice.to !== Infinity) seen.following = false;
    now.place = seen;
    if (seen.following === following) return;
    setFollowing(seen.following);
    if (!seen.following) setLeft(room.number);
  };

  /** Goes to where it was told to go; false while that isn't there yet. */
  const reach = (target: Target): boolean => {
    const element = log.current!;
    const line = target.new ? lineOf(element, "new") : lineOfNumber(element, target.number);
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
      draw(around(all, target.number));
    } else if (room.window.length && (target.number > room.number || target.number < (room.header?.floor ?? 1))) {
      return true;
    } else if (room.window.length) {
      ask(`target ${target.number}`, () => chat.loadAround(room.id, target.number));
    }
    return false;
  };

  useLayoutEffect(() => {
    const element = log.current!;
    if (!now.target) restore(element, now.place);
    else if (reach(now.target)) now.target = undefined;
    if (!now.target) remember();
    loadAround();
    tellSeen();
  });

  useEffect(() => {
    if (marked === undefined) return;
    const timer = setTimeout(() => mark(undefined), 2_800);
    return () => clearTimeout(timer);
  }, [marked]);

  const latest = useRef({ loadAround, tellSeen, remember });
  latest.current = { loadAround, tellSeen, remember };
  useLayoutEffect(() => {
    const element = log.current!;
    const scrolled = () => {
      latest.current.remember();
      latest.current.loadAround();
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
      resized.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, []);
  useEffect(() => { if (attention) latest.current.tellSeen(); }, [attention]);

  const go = (target: Target | "newest") => {
    if (target === "newest") {
      now.target = undefined;
      now.slice = follow(all, { from: Infinity, to: 0 });
      now.place = atNewest;
      setFollowing(true);
    } else {
      now.target = target;
      now.asked.clear();
    }
    redraw({});
  };

  const mute = () => {
    now.muted = true;
    redraw({});
  };

  return { log, items, following, left, marked, mute, go };
}

/** Whether a number lies in what is loaded of a room. */
export function holds(room: RoomState, number: number): boolean {
  return room.window.some(({ from, to }) => from <= number && (to === undefined || number <= to));
}
