import { defineConfig } from "vitest/config";
import { budget } from "./tools/budget.ts";
import { oneFile } from "./tools/oneFile.ts";
import { sprite } from "./tools/sprite.mjs";
import { laterTransports } from "./tools/transports.ts";
import { serviceWorker } from "./tools/worker.mjs";

const server = "http://localhost:5080";
const first = oneFile();

export default defineConfig({
  plugins: [sprite(), laterTransports(), first.plugin, serviceWorker(), budget()],
  build: {
    outDir: "../Chat.Server/wwwroot",
    emptyOutDir: true,
    assetsDir: "assets",
    // The page runs under `script-src 'self'; style-src 'self'`: nothing is put into the HTML or into data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [first.group] } } },
  },
  server: {
    proxy: {
      // The server takes cookies only from its own origin: the Host that the browser named is handed on.
      "/chat": { target: server, ws: true, changeOrigin: false },
      "/api": { target: server, changeOrigin: false },
    },
  },
  test: {
    include: ["{src,worker,tools}/**/*.test.{ts,tsx}"],
    // So late that they only catch "never".
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
