import { readable } from "../browser.mjs";
import { figure, number } from "../figures.mjs";
import { traceTasks } from "../tasks.mjs";

/** Up through a long history with the wheel: what is loaded and drawn meanwhile must not move what is being read. */
export async function measureScrolling({ server, browser, scale }) {
  const { page, cdp } = await browser.openPage(server, server.tokens[6]);
  await page.goto(`${server.address}/rooms/${server.room}`);
  await readable(page);
  // It opened at the first message that is unread.
  await page.locator(".below button").click();
  await page.waitForFunction(() => { const log = document.querySelector("[role=log]"); return log.scrollHeight - log.scrollTop - log.clientHeight < 2 && !document.querySelector(".below button"); });
  const box = await page.locator("[role=log]").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const first = () => page.evaluate(() => {
    const log = document.querySelector("[role=log]"), { top } = log.getBoundingClientRect();
    return Number([...log.querySelectorAll("[data-number]")].find((line) => line.getBoundingClientRect().bottom > top).dataset.number);
  });
  const newest = await page.evaluate(() => Number([...document.querySelectorAll("[role=log] [data-number]")].at(-1).dataset.number));
  const endTrace = await traceTasks(cdp);
  let jumps = 0, farthest = 0, most = 0, steps = 0;
  const goal = newest - scale.pages * 50;
  while (await first() > goal && steps < scale.pages * 40) {
    steps++;
    await page.mouse.wheel(0, -700);
    const { moved, elements } = await page.evaluate(watchOneLine);
    if (moved > 1) jumps++;
    farthest = Math.max(farthest, moved);
    most = Math.max(most, elements);
  }
  const reached = newest - await first();
  const { wall, cpu } = await endTrace();
  if (reached < scale.pages * 25) throw new Error(`Scrolling came only ${reached} messages far in ${steps} steps.`);
  return [
    figure("scrolling up through it: jumps of what is being read", jumps, "", { most: 0, note: `${number(reached)} messages in ${steps} turns of the wheel; the farthest ${number(farthest)} px` }),
    figure("scrolling up through it: lines in the document, at most", most, ""),
    figure("scrolling up through it: longest task, 4 × its CPU", Math.max(...cpu) * 4, " ms", { most: 50, note: `on the clock ${number(Math.max(...wall))} ms` }),
  ];
}

/** Once the wheel has turned, a line in view is watched until loading has rested for some frames: how far it moved by itself. */
async function watchOneLine() {
  const frame = () => new Promise(requestAnimationFrame);
  const log = document.querySelector("[role=log]");
  for (let still = 0, before = log.scrollTop; still < 3;) {
    await frame();
    still = log.scrollTop === before ? still + 1 : 0;
    before = log.scrollTop;
  }
  const { top, bottom } = log.getBoundingClientRect();
  const line = [...log.querySelectorAll("[data-number]")].find((each) => each.getBoundingClientRect().top > (top + bottom) / 2);
  if (!line) return { moved: Infinity, elements: 0 };
  const { number } = line.dataset;
  const place = () => log.querySelector(`[data-number="${number}"]`)?.getBoundingClientRect().top ?? Infinity;
  const begin = place();
  const drawn = () => [...log.querySelectorAll("[data-number]")].map((line) => line.dataset.number).join();
  let moved = 0, quiet = 0, before = drawn();
  while (quiet < 6) {
    await frame();
    moved = Math.max(moved, Math.abs(place() - begin));
    const now = drawn();
    quiet = now === before ? quiet + 1 : 0;
    before = now;
  }
  return { moved, elements: log.querySelectorAll("li").length };
}
