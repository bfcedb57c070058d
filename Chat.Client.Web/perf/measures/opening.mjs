import { openBot } from "../bot.mjs";
import { figure, median, number } from "../figures.mjs";
import { cpuClock } from "../tasks.mjs";

/** From the address to messages on the screen: a room with a long history beside one of ten messages, in turns. */
export async function measureOpening({ server, browser, scale }) {
  const bot = await openBot(server, server.tokens[5]);
  const small = await bot.createRoom("ten");
  await bot.say(small, 9);
  await bot.close();
  const open = async (room) => {
    const { page, cdp } = await browser.openPage(server, server.tokens[5]);
    const cpu = await cpuClock(cdp);
    await page.goto(`${server.address}/rooms/${room}`);
    const took = await (await page.waitForFunction(() => {
      if (!document.querySelector("[role=log] [data-number] [data-part=text]")) return;
      return (window.took ??= performance.now());
    }, undefined, { polling: "raf" })).jsonValue();
    const work = await cpu();
    await page.close();
    return { took, work };
  };
  await open(small);
  const pairs = [];
  for (let round = 0; round < scale.rounds; round++) pairs.push([await open(server.room), await open(small)]);
  const ratio = (of) => median(pairs.map(([large, few]) => large[of] / few[of]));
  const both = (of) => `${number(median(pairs.map(([large]) => large[of])))} ms beside ${number(median(pairs.map(([, few]) => few[of])))} ms`;
  return [
    figure(`opening a room of ${number(scale.history)} messages, beside one of ten, on the clock`, ratio("took"), "", { most: 1.5, note: `median of pairs; ${both("took")} from the address to messages` }),
    figure("the same, CPU of the page", ratio("work"), "", { note: `${both("work")}; fifty messages are drawn instead of ten` }),
  ];
}
