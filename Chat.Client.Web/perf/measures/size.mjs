import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { figure } from "../figures.mjs";

/** What the document names, and the hub's library, is needed until a room is live; all other script comes later. */
export async function measureSize({ server }) {
  const root = join(server.folder, "wwwroot");
  const html = await readFile(join(root, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, path]) => path);
  const parts = await readdir(join(root, "assets"));
  const part = (name) => parts.filter((file) => file.startsWith(`${name}-`) && file.endsWith(".js")).map((file) => `assets/${file}`);
  const weigh = (paths) => Promise.all(paths.map(async (path) => [path, brotliCompressSync(await readFile(join(root, path))).length]));
  const sizes = await weigh([...named, ...part("hub")]);
  // The page waits for its language before it draws; English is in the first script.
  const german = await weigh(part("de"));
  const sum = (some) => some.reduce((bytes, [, size]) => bytes + size, 0) / 1_000;
  const script = sum(sizes.filter(([path]) => path.endsWith(".js")));
  return [
    figure("script for the first screen, Brotli", script, " kB", { most: 60 }),
    figure("the same for who reads German, Brotli", script + sum(german), " kB", { note: "the German catalogue with it, which the page waits for before it draws" }),
    figure("everything before later parts, Brotli", sum(sizes) + brotliCompressSync(html).length / 1_000, " kB", { most: 120, note: "document, styles, icon and manifest with it" }),
  ];
}
