import { useEffect, useState } from "preact/hooks";
import { parse, type Route } from "./route";

const listeners = new Set<() => void>();

/** Goes to a path of this page. */
export function navigate(path: string, { replace = false, state }: { replace?: boolean; state?: unknown } = {}): void {
  history[replace ? "replaceState" : "pushState"](state ?? null, "", path);
  for (const listener of listeners) listener();
}

/** Where the page is. A new object for every step, also to the place where it is already. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.pathname));
  useEffect(() => {
    const listener = () => setRoute(parse(location.pathname));
    listeners.add(listener);
    addEventListener("popstate", listener);
    document.addEventListener("click", follow);
    return () => {
      listeners.delete(listener);
      removeEventListener("popstate", listener);
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
  navigate(link.pathname);
}
