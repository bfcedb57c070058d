import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { number } from "./figures.mjs";

const file = new URL("../../docs/benchmarks.md", import.meta.url);
const title = "## The page";

export function table(figures) {
  const rows = figures.map(({ what, told, target, reached, note }) =>
    `| ${what} | ${told} | ${target} | ${reached === undefined ? "" : reached ? "reached" : "missed"} | ${note} |`);
  return ["| what | figure | target | verdict | |", "|---|--:|--:|---|---|", ...rows].join("\n");
}

/** Puts the figures into the report, in place of those of an earlier run; the rest of it is the server's. */
export async function writeReport(figures, { minutes, load, scale }) {
  const text = await readFile(file, "utf8");
  const begin = text.indexOf(`\n${title}\n`);
  const before = begin < 0 ? text.trimEnd() + "\n" : text.slice(0, begin);
  const rest = begin < 0 ? -1 : text.indexOf("\n## ", begin + title.length + 1);
  const after = rest < 0 ? "" : text.slice(rest);
  await writeFile(file, `${before}\n${part(figures, { minutes, load, scale })}${after}`);
}

function part(figures, { minutes, load, scale }) {
  return `${title}

Measured on ${new Date().toISOString().slice(0, 10)} by \`npm run perf --prefix Chat.Client.Web\` (${minutes.toFixed(0)} minutes): the published server and headless Chromium on one machine of
${cpus().length} cores, whose load average went up to ${number(load)} with other work beside: what takes time is a median of ${scale.rounds} runs, and what is told on the clock holds what other
programs took away. *Throttled* is a quarter of the CPU (\`Emulation.setCPUThrottlingRate\` 4), which Chromium brings about by spinning in proportion to the clock, other programs' share and all: hence
*4 × CPU*, four times the CPU time of the page's own thread without throttling.

${table(figures)}
`;
}
