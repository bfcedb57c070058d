import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

export function serviceWorker() {
  return {
    name: "chat-service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      async handler(_, bundle) {
        const files = Object.entries(bundle).map(([name, file]) => shellFile(name, file.type === "chunk" ? file.code : file.source));
        for (const name of await publicFiles()) files.push(shellFile(name, await readFile(join(root, "public", name))));
        files.sort((a, b) => (a.path < b.path ? -1 : 1));
        const version = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 12);
        this.emitFile({ type: "asset", fileName: "sw.js", source: await worker({ version, files }) });
      },
    },
  };
}

async function publicFiles() {
  const entries = await readdir(join(root, "public"), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(join(root, "public"), join(parentPath, name)).replaceAll("\\", "/"));
}

/** As `worker/build.ts` has it. */
function shellFile(name, content) {
  const hash = `sha256-${createHash("sha256").update(content).digest("base64")}`;
  return { path: `/${name}`, hash, hashed: name.startsWith("assets/") };
}

async function worker(shell) {
  const built = await build({
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    define: { __SHELL__: JSON.stringify(shell) },
    build: {
      write: false,
      rollupOptions: { input: join(root, "worker/sw.ts"), output: { format: "iife", entryFileNames: "sw.js" } },
    },
  });
  const { output } = Array.isArray(built) ? built[0] : built;
  return output[0].code;
}
