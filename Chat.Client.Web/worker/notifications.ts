/// <reference lib="webworker" />

declare const self: ServiceWorkerGlobalScope;

/** Goes to the place that a notification tells of: in a page that is open, else in a new one. */
export async function openPlace(notification: Notification): Promise<void> {
  notification.close();
  const path: unknown = notification.data?.path;
  if (typeof path !== "string" || !path.startsWith("/rooms/")) return;
  const pages = await self.clients.matchAll({ type: "window" });
  const page = pages.find(({ focused }) => focused) ?? pages[0];
  if (!page) return void await self.clients.openWindow(path);
  page.postMessage({ open: path });
  // Where the browser lets no page come to the front, the place is there when somebody does look.
  await page.focus().catch(() => {});
}
