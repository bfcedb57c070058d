import { openBot } from "../bot.mjs";
import { readable } from "../browser.mjs";
import { figure, median } from "../figures.mjs";
import { cpuClock } from "../tasks.mjs";

/** From the click on a room that was open before to its messages on the screen. */
export async function measureSwitching({ server, browser, scale }) {
  const bot = await openBot(server, server.tokens[4]);
  const rooms = [await bot.createRoom("switch a"), await bot.createRoom("switch b")];
  for (const room of rooms) await bot.say(room, 200);
  await bot.close();
  const { page, cdp } = await browser.openPage(server, server.tokens[4]);
  for (const room of rooms) {
    await page.goto(`${server.address}/rooms/${room}`);
    await readable(page);
  }
  const switchTo = (room) => page.evaluate((room) => new Promise((resolve) => {
    const link = document.querySelector(`nav a[href="/rooms/${room}"]`);
    const name = link.querySelector("bdi").textContent;
    const begin = performance.now();
    link.click();
    const look = () => {
      const log = document.querySelector("[role=log]");
      if (!log?.getAttribute("aria-label").endsWith(name) || !log.querySelector("[data-number]")) return requestAnimationFrame(look);
      // The frame that this callback belongs to has been painted when the message comes.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - begin);
      port2.postMessage(0);
    };
    requestAnimationFrame(look);
  }), room);
  const cpu = await cpuClock(cdp);
  const runs = [];
  for (const rate of [1, 4]) {
    await switchTo(rooms[0]);
    await switchTo(rooms[1]);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate });
    const times = [], work = [];
    for (let round = 0; round < scale.rounds * 3; round++) {
      const before = await cpu();
      times.push(await switchTo(rooms[round % 2]));
      work.push(await cpu() - before);
      await page.waitForTimeout(150);
    }
    runs.push({ work: median(work), clock: median(times), least: Math.min(...times) });
  }
  const [free, throttled] = runs;
  return [
    figure("switching to a visited room, on the clock", free.clock, " ms", { most: 50, note: `the quickest ${Math.round(free.least)} ms; frames that are waited for are in it` }),
    figure("switching to a visited room, 4 × its CPU", free.work * 4, " ms", { most: 50, note: `throttled on the clock ${Math.round(throttled.clock)} ms, the quickest ${Math.round(throttled.least)} ms` }),
  ];
}
