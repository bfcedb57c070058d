// Measures the page as people have it: the published server, headless Chromium, and bots that talk.
//   npm run perf                      everything; writes the part "The page" of docs/benchmarks.md
//   npm run perf -- --only busy,heap  some of it, to the console alone
//   npm run perf -- --quick           smaller counts, to the console alone
//   --server FOLDER                   a server that was published before; --data FOLDER a seeded copy of its own making
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { openBrowser } from "./browser.mjs";
import { measureBusy } from "./measures/busy.mjs";
import { measureHeap } from "./measures/heap.mjs";
import { measureLighthouse } from "./measures/lighthouse.mjs";
import { measureOpening } from "./measures/opening.mjs";
import { measureScrolling } from "./measures/scrolling.mjs";
import { measureSignIn } from "./measures/signIn.mjs";
import { measureSize } from "./measures/size.mjs";
import { measureSwitching } from "./measures/switching.mjs";
import { table, writeReport } from "./report.mjs";
import { startServer } from "./server.mjs";

const { values: args } = parseArgs({
  options: { only: { type: "string" }, quick: { type: "boolean" }, server: { type: "string" }, data: { type: "string" } },
});

const measures = {
  size: measureSize, lighthouse: measureLighthouse, "sign-in": measureSignIn, busy: measureBusy, switching: measureSwitching,
  opening: measureOpening, scrolling: measureScrolling, heap: measureHeap,
};
const chosen = args.only?.split(",") ?? Object.keys(measures);
const unknown = chosen.filter((name) => !(name in measures));
if (unknown.length) {
  console.error(`There is no measure ${unknown.join(", ")}. There are: ${Object.keys(measures).join(", ")}.`);
  process.exit(2);
}

/** How much of everything: enough for medians that hold, or a quick look. */
const scale = args.quick
  ? { rounds: 3, history: 20_000, received: [1_000, 20_000], busySeconds: 6, pages: 10 }
  : { rounds: 7, history: 1_000_000, received: [2_000, 200_000], busySeconds: 20, pages: 60 };

const began = Date.now();
const tell = (text) => console.error(`${((Date.now() - began) / 1_000).toFixed(0).padStart(4)} s  ${text}`);
const server = await startServer({ published: args.server, seeded: args.data, messages: scale.history, tell });
const figures = [];
const loads = [];
try {
  for (const name of chosen) {
    tell(name);
    loads.push(loadavg()[0]);
    const browser = await openBrowser();
    try {
      for (const figure of await measures[name]({ server, browser, scale, tell })) {
        figures.push(figure);
        tell(`  ${figure.what}: ${figure.told}${figure.reached === undefined ? "" : figure.reached ? ", reached" : ", MISSED"}`);
      }
    } finally {
      await browser.close();
    }
  }
} finally {
  await server.stop();
}

console.log(table(figures));
if (!args.only && !args.quick) await writeReport(figures, { minutes: (Date.now() - began) / 60_000, load: Math.max(...loads), scale });
