/// <reference lib="webworker" />
import { openPlace } from "./notifications";
import { answer, isOfShell, keepShell, letGoOfOldShells } from "./shell";

// What runs beside the page, also while it is closed. It holds the shell, so that the page opens without a network.
// Each concern is a module of its own; this file says which event wakes which.

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", (event) => event.waitUntil(keepShell()));

self.addEventListener("activate", (event) => event.waitUntil(letGoOfOldShells().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  if (isOfShell(event.request)) event.respondWith(answer(event.request));
});

// A new version waits until somebody asks for it: nobody's page changes under their hands.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("notificationclick", (event) => event.waitUntil(openPlace(event.notification)));
