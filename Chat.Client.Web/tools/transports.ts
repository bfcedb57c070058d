import { fileURLToPath } from "node:url";

const later = /^\.\/(LongPollingTransport|ServerSentEventsTransport)$/;

const unused = /^\.\/(MessageBuffer|XhrHttpClient)$/;

/**
 * SignalR's lesser ways to the server are fetched when they are needed: its own module for each gives way to ours, which loads it.
 * What the page never uses of it is left out.
 */
export function laterTransports() {
  return {
    name: "later-transports",
    apply: "build" as const,
    enforce: "pre" as const,
    resolveId(source: string, importer: string | undefined) {
      if (!importer?.replaceAll("\\", "/").includes("/signalr/dist/esm/")) return;
      const name = unused.test(source) ? "unused" : later.exec(source)?.[1];
      if (!name) return;
      return fileURLToPath(new URL(`../src/connection/transports/${name}.ts`, import.meta.url));
    },
  };
}
