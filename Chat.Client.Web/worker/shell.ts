/// <reference lib="webworker" />
import { shellName, type ShellFile } from "./build";
import { kindOf } from "./kinds";

declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build: the page's files, and a name that differs from build to build. */
declare const __SHELL__: { version: string; files: readonly ShellFile[] };

const { version, files } = __SHELL__;
const paths = new Set(files.map(({ path }) => path));
const own = shellName(version);
const page = "/index.html";

/** Puts the whole shell into a cache of its own. Fails as a whole: half a shell opens no page. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(own);
  const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const missing = files.filter(({ path }) => !held.has(path));
  // The hash keeps the files of two builds apart when the server is renewed in this very moment.
  try {
    await cache.addAll(missing.map(({ path, hash, hashed }) => new Request(path, { integrity: hash, cache: hashed ? "default" : "reload" })));
  } catch (error) {
    // An empty one would count as one of the shells that older pages still need.
    if (!held.size) await caches.delete(own);
    throw error;
  }
}

/** Keeps this build's shell and the two before: pages that still run it load their lazy parts from there. */
export async function letGoOfOldShells(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(shellName("")) && name !== own);
  await Promise.all(others.slice(0, -2).map((name) => caches.delete(name)));
}

/** Whether a request is for the page or one of its files; all else is left to the browser, as if no worker were there. */
export function isOfShell({ method, url, mode }: Request): boolean {
  return method === "GET" && kindOf(url, mode, self.location.origin, known) !== "other";
}

/** From this build's shell; a file of an older page from its shell; else from the network. */
export async function answer(request: Request): Promise<Response> {
  const path = kindOf(request.url, request.mode, self.location.origin, known) === "page" ? page : new URL(request.url).pathname;
  const shell = await caches.open(own);
  const held = await shell.match(path) ?? (path === page ? undefined : await caches.match(path));
  return held ?? fetch(request);
}

function known(path: string): boolean {
  return paths.has(path);
}
