import { openBot } from "../bot.mjs";
import { composer, readable } from "../browser.mjs";
import { figure, median, quantile } from "../figures.mjs";
import { traceTasks } from "../tasks.mjs";

const perSecond = 100;

/** A room in which 100 messages a second arrive while one writes: the thread's work without throttling, then the clock with it. */
export async function measureBusy({ server, browser, scale }) {
  const bot = await openBot(server, server.tokens[2]);
  const longest = [], clock = [], throttledClock = [], each = [], keys = [];
  for (let round = 0; round < Math.min(3, scale.rounds); round++) {
    const room = await bot.createRoom(`busy ${round}`);
    await bot.say(room, 100);
    const { page, cdp } = await browser.openPage(server, server.tokens[2]);
    await page.goto(`${server.address}/rooms/${room}`);
    await readable(page, 101);
    await composer(page).click();
    const stopTalking = bot.talk(room, perSecond);
    const begin = performance.now();
    await page.keyboard.type("warming up, ", { delay: 60 });

    const free = await write(page, cdp, scale.busySeconds);
    longest.push(Math.max(...free.cpu) * 4);
    clock.push(Math.max(...free.wall));
    each.push(free.cpu.reduce((sum, task) => sum + task, 0) / (free.took / 1_000 * perSecond));

    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.evaluate(observeKeys);
    throttledClock.push(Math.max(...(await write(page, cdp, scale.busySeconds)).wall));
    keys.push(...await page.evaluate(() => window.keyTimes()));
    const took = performance.now() - begin, said = stopTalking();
    if (said < took / 1_000 * perSecond * .9) throw new Error(`The bot said ${said} messages in ${took} ms: too few.`);
    await page.close();
  }
  await bot.close();
  const rounded = (values) => values.map(Math.round).join(", ");
  return [
    figure("100 messages/s: longest task, 4 × its CPU", median(longest), " ms", { most: 50, note: `on the clock ${rounded(clock)} ms, throttled ${rounded(throttledClock)} ms` }),
    figure("100 messages/s, throttled: keystroke to paint, 95th percentile", quantile(keys, .95), " ms", {
      most: 50, note: `on the clock; median ${Math.round(median(keys))} ms; Event Timing, in steps of 8 ms, ${keys.length} keys`,
    }),
    figure("100 messages/s: CPU a message", median(each), " ms"),
  ];
}

/** Somebody writes, eight keys a second; the answer has what the page's thread did meanwhile. */
async function write(page, cdp, seconds) {
  const endTrace = await traceTasks(cdp);
  const end = performance.now() + seconds * 1_000;
  for (let typed = 0; performance.now() < end; typed++) await page.keyboard.type("abcdefgh "[typed % 9], { delay: 60 });
  return endTrace();
}

/** From the press of a key to the paint that shows it. What is not told took less than 16 ms. */
function observeKeys() {
  const took = new Map();
  let pressed = 0;
  addEventListener("keydown", () => pressed++, { capture: true });
  new PerformanceObserver((list) => {
    for (const { name, interactionId, duration, startTime } of list.getEntries()) {
      if (!/^key|input/.test(name)) continue;
      const key = interactionId || startTime;
      took.set(key, Math.max(duration, took.get(key) ?? 0));
    }
  }).observe({ type: "event", durationThreshold: 16 });
  window.keyTimes = () => [...took.values(), ...Array(Math.max(0, pressed - took.size)).fill(16)];
}
