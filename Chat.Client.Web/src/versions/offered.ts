import { useEffect, useState } from "preact/hooks";

let offered = false;
const listeners = new Set<() => void>();

/** What watches for new versions and loads them: fetched when the page is drawn. */
const versions = () => import("./versions");

/** A new version of the page can be loaded. */
export function offer(): void {
  offered = true;
  for (const listener of listeners) listener();
}

export function isOffered(): boolean {
  return offered;
}

/** Whether a new version waits to be loaded. */
export function useNewVersion(): boolean {
  const [shown, show] = useState(offered);
  useEffect(() => {
    const listen = () => show(offered);
    listen();
    listeners.add(listen);
    return () => { listeners.delete(listen); };
  }, []);
  return shown;
}

/** Keeps the shell for times without a network, where the browser lets a page do so, and watches for new versions. */
export async function followVersions(): Promise<void> {
  // A part that is loaded late is gone from the server: there is a newer page.
  addEventListener("vite:preloadError", offer);
  await (await versions()).follow();
}

/** Asks the server whether it has a new version: worth it when it comes back. */
export async function lookForNewVersion(): Promise<void> {
  if (!offered && import.meta.env.PROD) await (await versions()).look();
}

/** Loads the newest version; what is being written stays as a draft. */
export async function loadNewVersion(): Promise<void> {
  const loader = await versions().catch(() => undefined);
  if (loader) await loader.load();
  else location.reload();
}
