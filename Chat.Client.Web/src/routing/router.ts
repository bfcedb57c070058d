import { useEffect, useState } from "preact/hooks";
import { isGate, parse, type Route } from "./route";
import { dropSheets, hasBackGesture, onSheet, tookSheets } from "./sheets";

const listeners = new Set<() => void>();
const leaving = new Set<() => void>();

/** Calls when somebody goes elsewhere; where the page only finds its place by itself, nobody does. Returns the way to stop. */
export function onLeave(act: () => void): () => void {
  leaving.add(act);
  return () => { leaving.delete(act); };
}

/** Goes to a path of this page. */
export function navigate(path: string, { replace = false, state }: { replace?: boolean; state?: unknown } = {}): void {
  const before = (history.state as { before?: unknown } | null)?.before;
  const kept = replace || onSheet();
  history[kept ? "replaceState" : "pushState"](state ?? { before: kept ? before : location.pathname }, "", path);
  if (!replace) for (const leave of leaving) leave();
  for (const listener of listeners) listener();
}

/** Leads from a room to the list of rooms: a step back where that is what lies behind. */
export function toRooms(): void {
  if ((history.state as { before?: unknown } | null)?.before === "/") history.back();
  else navigate("/", { replace: hasBackGesture() });
}

/** Who comes to a room from elsewhere, by a link or a notification, finds the rooms behind it. */
function layRoomsBehind(): void {
  if (history.state !== null || !hasBackGesture() || parse(location.pathname).at !== "room") return;
  const path = location.pathname;
  history.replaceState({}, "", "/");
  history.pushState({ before: "/" }, "", path);
}

/** Where the page is. A new object for every step, also to the place where it is already. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.pathname));
  useEffect(() => {
    dropSheets();
    layRoomsBehind();
    const listener = () => setRoute(parse(location.pathname));
    const stepped = () => {
      if (tookSheets()) return;
      for (const leave of leaving) leave();
      listener();
    };
    listeners.add(listener);
    addEventListener("popstate", stepped);
    document.addEventListener("click", follow);
    return () => {
      listeners.delete(listener);
      removeEventListener("popstate", stepped);
      document.removeEventListener("click", follow);
    };
  }, []);
  return route;
}

/** Plain clicks on links to places of this page don't load it anew. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || link.target || link.origin !== location.origin || parse(link.pathname).at === "nowhere") return;
  event.preventDefault();
  // From one way in to another, where one wanted to go stays known.
  const { from } = (history.state ?? {}) as { from?: unknown };
  navigate(link.pathname, from && isGate(parse(link.pathname)) ? { state: { from } } : {});
}
