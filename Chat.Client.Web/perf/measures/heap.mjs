import { openBot } from "../bot.mjs";
import { readable } from "../browser.mjs";
import { figure, number } from "../figures.mjs";

/** What the page holds after it has received few messages and very many, with the newest in view. */
export async function measureHeap({ server, browser, scale, tell }) {
  const [few, many] = scale.received;
  const bot = await openBot(server, server.tokens[3]);
  const room = await bot.createRoom("heap");
  await bot.say(room, 50);
  const { page, cdp } = await browser.openPage(server, server.tokens[3]);
  await page.goto(`${server.address}/rooms/${room}`);
  await readable(page, 51);
  let number_ = 51;
  const heapAfter = async (received) => {
    // In portions that the page keeps up with: what was dropped from its backlog would not have been received.
    while (number_ < received + 51) {
      const portion = Math.min(500, received + 51 - number_);
      await bot.say(room, portion);
      number_ += portion;
      await readable(page, number_);
      if (number_ % 20_000 < 500) tell(`    ${number_} messages`);
    }
    for (let pass = 0; pass < 3; pass++) await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    return { heap: usedSize / 1_000_000, nodes: await page.evaluate(() => document.querySelectorAll("*").length) };
  };
  const small = await heapAfter(few), large = await heapAfter(many);
  await bot.close();
  return [
    figure(`heap after ${number(many)} received messages, beside that after ${number(few)}`, large.heap / small.heap, "", {
      most: 1.5, note: `${number(large.heap)} MB beside ${number(small.heap)} MB; ${number(large.nodes)} beside ${number(small.nodes)} elements`,
    }),
  ];
}
