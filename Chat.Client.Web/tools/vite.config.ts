import { defineConfig } from "vite";

/** Bundles the page's client for Node, so that the tools beside this file can import it. */
export default defineConfig({
  publicDir: false,
  build: { ssr: "tools/client.ts", outDir: "tools/dist", emptyOutDir: true, target: "node20" },
});
