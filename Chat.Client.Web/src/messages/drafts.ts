import { useEffect, useState } from "preact/hooks";
import type { Id } from "../contracts";
import { afterPaint } from "./afterPaint";

// What was typed and not sent: kept for each person and room on the device, over reloads and restarts, for all tabs. What is
// written anew in the place of a message is kept under that message's id.

const prefix = "draft:";
const listeners = new Set<() => void>();
const followers = new Map<Id, (text: string) => void>();
let owner = "";
let unsaved: { room: Id; text: string } | undefined;
let stop: (() => void) | undefined;
let rooms: ReadonlySet<Id> = new Set();

addEventListener("storage", ({ key, newValue }) => {
  if (!key?.startsWith(keyOf(""))) return;
  const room = key.slice(keyOf("").length);
  list(room, newValue !== null);
  followers.get(room)?.(newValue ?? "");
});

addEventListener("pagehide", save);
// A phone ends a page in the background without a word.
addEventListener("visibilitychange", () => { if (document.hidden) save(); }, { capture: true });

/** From now on, drafts are this person's. */
export function draftsOf(person: Id): void {
  save();
  owner = person;
  rooms = new Set(Object.keys(localStorage).filter((key) => key.startsWith(keyOf(""))).map((key) => key.slice(keyOf("").length)));
  for (const listener of listeners) listener();
}

export function draft(room: Id): string {
  save();
  return localStorage.getItem(keyOf(room)) ?? "";
}

/** Kept once the key that changed it is on the screen: storage would hold that up. A text that is gone is gone at once. */
export function keepDraft(room: Id, text: string): void {
  if (unsaved && unsaved.room !== room) save();
  unsaved = { room, text };
  stop ??= afterPaint(save);
  if (!text.trim()) save();
}

function save(): void {
  if (!unsaved) return;
  const { room, text } = unsaved;
  stop?.();
  unsaved = stop = undefined;
  try {
    if (text.trim()) localStorage.setItem(keyOf(room), text);
    else localStorage.removeItem(keyOf(room));
  } catch {
    // No space: it lives as long as its composer.
  }
  list(room, !!text.trim());
}

/** Nobody finds another person's drafts after they signed out. */
export function dropDrafts(): void {
  save();
  for (const room of rooms) keepDraft(room, "");
}

/** Calls with what another tab wrote for a room. One composer at a time follows a room. */
export function followDraft(room: Id, changed: (text: string) => void): () => void {
  followers.set(room, changed);
  return () => { if (followers.get(room) === changed) followers.delete(room); };
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

function keyOf(room: Id): string {
  return `${prefix}${owner}:${room}`;
}

function list(room: Id, has: boolean): void {
  if (rooms.has(room) === has) return;
  const changed = new Set(rooms);
  if (!changed.delete(room)) changed.add(room);
  rooms = changed;
  for (const listener of listeners) listener();
}
