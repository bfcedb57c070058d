import { useEffect } from "preact/hooks";

/** Leads from a room to the rooms by a swipe, where there are fingers; what does it is fetched only there. */
export function useSwipe(atRoom: boolean, lead: () => void): void {
  useEffect(() => {
    const app = document.querySelector<HTMLElement>(".app");
    if (!atRoom || !app || !matchMedia("(any-pointer: coarse)").matches) return;
    let stop: (() => void) | undefined, gone = false;
    // Where it can't be fetched, back and the arrow lead there too.
    import("./swipe").then(({ swipeToRooms }) => { if (!gone) stop = swipeToRooms(app, lead); }, () => {});
    return () => {
      gone = true;
      stop?.();
    };
  }, [atRoom]);
}
