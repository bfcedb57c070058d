import { accessSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import { chromium } from "playwright-core";

const names = ["chromium-headless-shell", "chromium", "google-chrome"];
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage",
];

/** A Chromium of its own, whose debugging port is told to those who need it. */
export async function openBrowser() {
  const folder = await mkdtemp(join(tmpdir(), "chat-perf-browser-"));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(), args: [...args, `--remote-debugging-port=${port}`], viewport: { width: 1280, height: 800 }, locale: "en-GB",
  });
  return {
    context, port,
    /** A page of somebody who is signed in. */
    async openPage(server, token, { throttled = false } = {}) {
      await context.clearCookies();
      await context.addCookies([{ name: "chat-session", value: token, url: server.address }]);
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      const cdp = await context.newCDPSession(page);
      if (throttled) await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      return { page, cdp };
    },
    async close() {
      await context.close().catch(() => {}); // it may have ended by itself
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The room's newest message is there, and its reader may write. */
export async function readable(page, number) {
  await page.locator(number === undefined ? "[role=log] [data-number]" : `[role=log] [data-number="${number}"]`).first().waitFor();
}

export function composer(page) {
  return page.locator(".composer textarea");
}

function chromiumPath() {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name));
        return join(folder, name);
      } catch { /* not here */ }
    }
  }
  throw new Error(`None of ${names.join(", ")} is on the PATH.`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
