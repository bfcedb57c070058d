import { useEffect, useRef } from "preact/hooks";
import { roomList } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { type Route, roomPath } from "../routing/route";
import { navigate } from "../routing/router";

const key = "room";

/** Nobody learns where somebody was who has signed out. */
export function forgetLastRoom(): void {
  localStorage.removeItem(key);
}

/** Who comes to the page without naming a room finds the one they were in last, where there is room for it beside the list. */
export function useLastRoom(state: ChatState, route: Route): void {
  const arrived = useRef(false);
  const rooms = roomList(state);
  useEffect(() => {
    if (route.at === "room") keep(route.room);
    if (route.at !== "home") arrived.current = true;
    if (arrived.current || !rooms.length) return;
    arrived.current = true;
    const last = localStorage.getItem(key);
    const room = rooms.find((each) => each.room === last) ?? (rooms.length === 1 ? rooms[0] : undefined);
    if (room && matchMedia("(min-width: 721px)").matches) navigate(roomPath(room.room), { replace: true });
  });
}

function keep(room: string): void {
  try {
    localStorage.setItem(key, room);
  } catch {
    // No space: the next visit begins with the list.
  }
}
