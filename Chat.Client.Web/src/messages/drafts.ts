import { useEffect, useState } from "preact/hooks";
import type { Id } from "../contracts";

// What was typed and not sent: kept for each room while the tab is open, also over a reload.

const prefix = "draft:";
const listeners = new Set<() => void>();
let rooms: ReadonlySet<Id> = new Set(Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)));

export function draft(room: Id): string {
  return sessionStorage.getItem(prefix + room) ?? "";
}

export function keepDraft(room: Id, text: string): void {
  if (text.trim()) sessionStorage.setItem(prefix + room, text);
  else sessionStorage.removeItem(prefix + room);
  if (rooms.has(room) === !!text.trim()) return;
  const changed = new Set(rooms);
  if (!changed.delete(room)) changed.add(room);
  rooms = changed;
  for (const listener of listeners) listener();
}

/** Nobody finds another person's drafts after signing in on the same device. */
export function dropDrafts(): void {
  for (const room of rooms) keepDraft(room, "");
}

/** The rooms that have a draft. */
export function useDrafts(): ReadonlySet<Id> {
  const [known, setKnown] = useState(rooms);
  useEffect(() => {
    const listen = () => setKnown(rooms);
    listen();
    listeners.add(listen);
    return () => { listeners.delete(listen); };
  }, []);
  return known;
}
