import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { figure } from "../figures.mjs";

/** What the document names, and the hub's library, is needed until a room is live; all other script comes later. */
export async function measureSize({ server }) {
  const root = join(server.folder, "wwwroot");
  const html = await readFile(join(root, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path]) => path);
  named.push(...(await readdir(join(root, "assets"))).filter((file) => /^hub-.*\.js$/.test(file)).map((file) => `assets/${file}`));
  const sizes = await Promise.all(named.map(async (path) => [path, brotliCompressSync(await readFile(join(root, path))).length]));
  const sum = (some) => some.reduce((bytes, [, size]) => bytes + size, 0) / 1_000;
  const script = sum(sizes.filter(([path]) => path.endsWith(".js")));
  return [
    figure("script for the first screen, Brotli", script, " kB", { most: 60 }),
    figure("everything before later parts, Brotli", sum(sizes) + brotliCompressSync(html).length / 1_000, " kB", { most: 120, note: "document, styles, icon and manifest with it" }),
  ];
}
