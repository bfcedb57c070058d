import type { Id } from "../contracts";
import { roomPath } from "../routing/route";
import { navigate } from "../routing/router";

export interface Told { room: Id; number: number; title: string; body: string }

const shown = new Map<Id, Notification>();

/** Shows a notification; a later one of the same room takes its place. */
export async function show({ room, number, title, body }: Told): Promise<void> {
  const path = roomPath(room, number);
  // A later one of a room alerts like the first.
  const options: NotificationOptions & { renotify: boolean } = { renotify: true, body, tag: room, icon: "/icon.svg", lang: document.documentElement.lang, silent: true, data: { path } };
  try {
    const notification = new Notification(title, options);
    shown.set(room, notification);
    notification.onclick = () => {
      window.focus();
      navigate(path);
      notification.close();
    };
    notification.onclose = () => { if (shown.get(room) === notification) shown.delete(room); };
  } catch {
    // Phones have them only beside a worker, which opens the place when it is clicked. On the first visit it may still be on its way.
    const registration = await navigator.serviceWorker?.ready;
    await registration?.showNotification(title, options);
  }
}

/** Takes away what was shown of a room, whichever tab showed it through the worker. */
export function takeAway(room: Id): void {
  shown.get(room)?.close();
  shown.delete(room);
  closeThrough({ tag: room });
}

/** Takes away all that is shown, whichever tab showed it. */
export function takeAllAway(): void {
  for (const notification of shown.values()) notification.close();
  shown.clear();
  closeThrough();
}

function closeThrough(filter?: GetNotificationOptions): void {
  void navigator.serviceWorker?.getRegistration()
    .then((registration) => registration?.getNotifications(filter))
    .then((held) => held?.forEach((each) => each.close()))
    .catch(() => {});
}
