import type { Id } from "../contracts";

const key = "recent", most = 20;

/** The rooms that were opened last on this device, the latest first. */
export function recentRooms(): Id[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((room) => typeof room === "string") : [];
  } catch {
    return [];
  }
}

export function roomVisited(room: Id): void {
  try {
    localStorage.setItem(key, JSON.stringify([room, ...recentRooms().filter((other) => other !== room)].slice(0, most)));
  } catch {
    // No space: the switcher knows less.
  }
}

export function forgetRecentRooms(): void {
  localStorage.removeItem(key);
}
