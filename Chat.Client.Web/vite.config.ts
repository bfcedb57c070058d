import { defineConfig } from "vitest/config";

const server = "http://localhost:5080";

export default defineConfig({
  build: {
    outDir: "../Chat.Server/wwwroot",
    emptyOutDir: true,
    assetsDir: "assets",
    // The page runs under `script-src 'self'; style-src 'self'`: nothing is put into the HTML or into data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      // The server takes cookies only from its own origin: the Host that the browser named is handed on.
      "/chat": { target: server, ws: true, changeOrigin: false },
      "/api": { target: server, changeOrigin: false },
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
