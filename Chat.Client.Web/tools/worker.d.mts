import type { Plugin } from "vite";

/** Builds the service worker once the page's files are known, and tells it their names. */
export function serviceWorker(): Plugin;
