/** Whether this page may show notifications: the browser must have them, the page must have come safely, the person must have agreed. */
export type Notifiable = "yes" | "no" | "ask" | "insecure" | "unsupported";

export function notifiable(): Notifiable {
  if (!isSecureContext) return "insecure";
  if (!("Notification" in globalThis)) return "unsupported";
  return { granted: "yes", denied: "no", default: "ask" }[Notification.permission] as Notifiable;
}

/** Lets the browser ask, if it has not; to be called out of a click. */
export async function askToNotify(): Promise<Notifiable> {
  if (notifiable() === "ask") await Notification.requestPermission();
  return notifiable();
}

/** Calls `listener` when the answer changes, also in the browser's own settings; returns the way to stop. */
export function onNotifiable(listener: () => void): () => void {
  const stop = new AbortController();
  // Not every browser tells; then the next look at `notifiable` does.
  void navigator.permissions?.query({ name: "notifications" })
    .then((status) => status.addEventListener("change", listener, { signal: stop.signal }))
    .catch(() => {});
  return () => stop.abort();
}
