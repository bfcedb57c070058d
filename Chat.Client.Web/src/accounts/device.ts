import type { Id } from "../contracts";

// What this browser remembers of who uses it, for all its tabs.

const me = "me", ended = "session-ended", leaving = "sign-out-waits";

/** Who was here last and may still be: their rooms can be shown before the server is reached. */
export function lastHere(): Id | undefined {
  return localStorage.getItem(ended) ? undefined : localStorage.getItem(me) ?? undefined;
}

/** Somebody is in. */
export function isHere(person: Id): void {
  localStorage.setItem(me, person);
  localStorage.removeItem(ended);
}

/** The server ended the session: what waits to be sent stays, but nothing is shown before the next sign-in. */
export function sessionEnded(): void {
  localStorage.setItem(ended, "1");
}

/** They signed out. Without the server having heard, it is told as soon as it can be. */
export function hasLeft(serverKnows: boolean): void {
  if (!serverKnows) localStorage.setItem(leaving, "1");
  localStorage.removeItem(me);
  localStorage.removeItem(ended);
}

/** Whether the server has yet to be told that somebody signed out here. */
export function signOutWaits(): boolean {
  return localStorage.getItem(leaving) !== null;
}

export function signOutIsTold(): void {
  localStorage.removeItem(leaving);
}

/** Calls once: while somebody is in, when another tab signs out, or signs somebody else in; while nobody is, when another tab signs in. */
export function onOtherTab(isIn: boolean, act: () => void): () => void {
  const listen = ({ key, newValue, oldValue }: StorageEvent) => {
    // Who comes back after their session ended is the same person: then only that it ended is taken back.
    if (isIn ? key !== me || !oldValue || newValue === oldValue : newValue ? key !== me : key !== ended) return;
    stop();
    act();
  };
  const stop = () => removeEventListener("storage", listen);
  addEventListener("storage", listen);
  return stop;
}
