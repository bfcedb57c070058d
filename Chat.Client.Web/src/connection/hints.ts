/** What the browser tells about the person and the network. */
export interface Hints {
  presence(hidden: boolean, away: boolean): void;
  /** The network or the person is back: whatever was waited for is worth trying now. */
  wake(): void;
  /** Nobody looks at the page: a good time for what can wait. */
  rest(): void;
  /** The device says that it has no network any more. */
  lost(): void;
  /** The page is about to go: other tabs need not wait for it. */
  leave(): void;
}

const idleAfter = 10 * 60_000;
const activity = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

/** Follows the page's visibility, the network and idleness; returns the way to stop. */
export function followPage(hints: Hints, page: Window = window): () => void {
  const { document } = page;
  const stop = new AbortController();
  const on = { signal: stop.signal, passive: true, capture: true };
  let away = false;
  let lastActive = Date.now();
  let timer: ReturnType<typeof setTimeout>;

  const tell = () => hints.presence(document.visibilityState === "hidden", away);
  const idle = () => {
    const left = lastActive + idleAfter - Date.now();
    timer = setTimeout(idle, left > 0 ? left : idleAfter);
    if (left > 0 || away) return;
    away = true;
    tell();
  };
  const active = () => {
    lastActive = Date.now();
    if (!away) return;
    away = false;
    tell();
  };
  const wake = () => {
    if (document.visibilityState === "visible") active();
    tell();
    if (document.visibilityState === "visible") hints.wake();
    else hints.rest();
  };

  for (const name of activity) document.addEventListener(name, active, on);
  document.addEventListener("visibilitychange", wake, on);
  page.addEventListener("pageshow", wake, on);
  page.addEventListener("focus", wake, on);
  page.addEventListener("pagehide", () => hints.leave(), on);
  page.addEventListener("online", () => hints.wake(), on);
  page.addEventListener("offline", () => hints.lost(), on);
  timer = setTimeout(idle, idleAfter);
  tell();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
