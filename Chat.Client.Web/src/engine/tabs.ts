import type { ChatError, Id } from "../contracts";
import type { Core } from "./core";
import type { StoredEntry } from "./effects";
import { fromStored } from "./outbox";
import type { EntryState } from "./state";

/** How one entry fares in the tab that sends. */
export interface EntryNews {
  id: Id;
  /** `gone`: discarded there. */
  state: EntryState | "gone";
  tries: number;
  number?: number;
  error?: ChatError;
}

/** Begins or ends sending. What another tab had in flight has an unknown outcome: it goes again, with the same ids. */
export function setDrains(core: Core, drains: boolean): void {
  if (core.outbox.drains === drains) return;
  core.outbox.drains = drains;
  if (!drains) return;
  for (const entry of core.state.outbox) {
    if (entry.state !== "sending") continue;
    entry.state = "waiting";
    core.outbox.touch(entry);
  }
}

/** Takes over what the store holds: what other tabs wrote is added, what was sent or discarded there is let go. */
export function shared(core: Core, stored: readonly StoredEntry[]): void {
  const { outbox, state } = core;
  const held = new Map(state.outbox.map((entry) => [entry.id, entry]));
  const own = stored.filter(({ person }) => person === state.me);
  const kept = own.map((entry) => held.get(entry.id) ?? fromStored(entry));
  const ids = new Set(own.map(({ id }) => id));
  const rest = state.outbox.filter(({ id }) => !ids.has(id));
  const sent = rest.filter((entry) => entry.state === "sent");
  const unstored = rest.filter((entry) => entry.state !== "sent" && (outbox.drains || !entry.stored));
  state.outbox = [...sent, ...kept, ...unstored];
  for (const entry of [...kept, ...rest]) outbox.touch(entry);
}

/** Shows what the sending tab tells; a tab that sends knows better itself. */
export function mirrored(core: Core, news: readonly EntryNews[]): void {
  const { outbox } = core;
  if (outbox.drains) return;
  for (const { id, state, tries, number, error } of news) {
    const entry = outbox.find(id);
    if (!entry || entry.state === "sent") continue;
    if (state === "gone") outbox.remove(entry);
    else Object.assign(entry, { state, tries, number, error });
    outbox.touch(entry);
  }
}
