import { openBot } from "../bot.mjs";
import { readable } from "../browser.mjs";
import { figure, median } from "../figures.mjs";
import { startServer } from "../server.mjs";
import { cpuClock } from "../tasks.mjs";

/** From the press of "Sign in" to the newest messages of a room on the screen, the check of the password and all. */
export async function measureSignIn({ server: { folder }, browser, scale, tell }) {
  const server = await startServer({ published: folder, messages: 0, tell });
  try {
    return await measure(server, browser, scale);
  } finally {
    await server.stop();
  }
}

async function measure(server, browser, scale) {
  const password = "a long enough password";
  const answer = await fetch(`${server.address}/api/set-up`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token: server.setUpCode, userName: "perf", password, cookie: false }),
  });
  const { token } = await answer.json();
  const bot = await openBot(server, token);
  const room = await bot.createRoom("boathouse");
  await bot.say(room, 200);
  await bot.close();
  // The room that one was in last is the one that opens.
  const { page: before } = await browser.openPage(server, token);
  await before.goto(`${server.address}/rooms/${room}`);
  await readable(before);
  await before.close();

  const times = [], work = [];
  for (let round = 0; round < scale.rounds; round++) {
    await browser.context.clearCookies();
    const page = await browser.context.newPage();
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel("Name", { exact: true }).fill("perf");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.evaluate(watchSubmit);
    const cpu = await cpuClock(await browser.context.newCDPSession(page));
    const begin = await cpu();
    await page.keyboard.press("Enter");
    times.push(await (await page.waitForFunction(() => window.took)).jsonValue());
    work.push(await cpu() - begin);
    await page.close();
  }
  return [figure("sign-in to a readable conversation", median(times), " ms", {
    most: 1_000, note: `${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))} ms; CPU of the page ${Math.round(median(work))} ms`,
  })];
}

function watchSubmit() {
  addEventListener("submit", () => {
    const begin = performance.now();
    const look = () => document.querySelector("[role=log] [data-number] [data-part=text]")
      ? requestAnimationFrame(() => setTimeout(() => { window.took = performance.now() - begin; }))
      : requestAnimationFrame(look);
    look();
  }, { capture: true });
}
