import { inTheMidst } from "./inTheMidst";
import { isOffered, offer } from "./offered";
import { builtFrom, serverHasOther } from "./served";
import { trustedWorker } from "../design/trusted";

// A new version of the page is offered and taken when somebody asks for it, never under their hands.

let registration: ServiceWorkerRegistration | undefined;
/** A worker with another version runs already: another tab took it. */
let replaced = false;
let taking = false;
const own = builtFrom();

/** Keeps the shell for times without a network, where the browser lets a page do so, and watches for new versions. */
export async function follow(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const workers = navigator.serviceWorker;
  let before = workers.controller;
  workers.addEventListener("controllerchange", () => {
    if (before || taking) taken();
    before = workers.controller;
  });
  document.addEventListener("visibilitychange", giveWay);
  registration = await workers.register(trustedWorker(), { updateViaCache: "none" }).catch(() => undefined);
  if (!registration) return;
  if (registration.waiting && registration.active) offer();
  registration.addEventListener("updatefound", () => watch(registration!.installing));
  watch(registration.installing);
}

/** Asks the server whether it has a new version: worth it when it comes back. */
export async function look(): Promise<void> {
  await registration?.update().catch(() => {});
  // One that can't be installed brings no version: then the server's names tell of it.
  if (registration?.installing) await installed(registration.installing);
  if (!isOffered() && await serverHasOther(own)) offer();
}

/** Loads the newest version; what is being written stays as a draft. */
export async function load(): Promise<void> {
  taking = true;
  await registration?.update().catch(() => {});
  const { installing, waiting } = registration ?? {};
  const next = waiting ?? (installing && await installed(installing));
  if (next && !replaced) return next.postMessage("take-over");
  // No worker brings it: then the page comes from the server, and its worker from there.
  if (!replaced) await registration?.unregister();
  location.reload();
}

function watch(worker: ServiceWorker | null): void {
  if (worker) void installed(worker).then((waits) => { if (waits && registration?.active && waits !== registration.active) offer(); });
}

/** The worker when it is ready to take over; none when it could not be installed. */
function installed(worker: ServiceWorker): Promise<ServiceWorker | undefined> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === "installing") return;
      worker.removeEventListener("statechange", look);
      resolve(worker.state === "redundant" ? undefined : worker);
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

function taken(): void {
  if (taking) return location.reload();
  replaced = true;
  offer();
  giveWay();
}

/** Another tab took the new version: this one follows when nobody looks at it and nothing in it would be lost. */
function giveWay(): void {
  if (replaced && document.hidden && !inTheMidst()) location.reload();
}
