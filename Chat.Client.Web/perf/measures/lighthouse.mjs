import lighthouse from "lighthouse";
import { openBot } from "../bot.mjs";
import { figure, median } from "../figures.mjs";

const targets = { performance: .98, accessibility: 1, "best-practices": 1 };

/** Lighthouse as it comes: a first visit by a phone with a quarter of the CPU and a slow network. */
export async function measureLighthouse({ server, browser, scale }) {
  const figures = [];
  const bot = await openBot(server, server.tokens[1]);
  const room = await bot.createRoom("lighthouse");
  await bot.say(room, 60);
  await bot.close();
  for (const [place, path, token] of [["sign-in page", "/sign-in"], ["a room", `/rooms/${room}`, server.tokens[1]]]) {
    await browser.context.clearCookies();
    if (token) await browser.context.addCookies([{ name: "chat-session", value: token, url: server.address }]);
    const runs = [];
    for (let round = 0; round < Math.min(5, scale.rounds); round++) {
      const { lhr } = await lighthouse(server.address + path, { port: browser.port, logLevel: "error", onlyCategories: Object.keys(targets) });
      if (new URL(lhr.finalDisplayedUrl).pathname !== path) throw new Error(`Lighthouse saw ${lhr.finalDisplayedUrl} instead of ${path}.`);
      runs.push(lhr);
    }
    for (const [category, least] of Object.entries(targets)) {
      const weak = new Set(runs.flatMap((lhr) => lhr.categories[category].auditRefs
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < .9).map(({ id }) => id)));
      figures.push(figure(`Lighthouse, ${place}: ${category.replace("-", " ")}`, median(runs.map((lhr) => lhr.categories[category].score)), "", { least, note: [...weak].join(", ") }));
    }
  }
  return figures;
}
