// Serves the page's sources, as `npm run dev` does, on a free port; prints the address and ends with its standard input.
import { createServer } from "vite";

const server = await createServer({ server: { host: "127.0.0.1", port: 0, strictPort: true, hmr: false, watch: null, proxy: {} }, logLevel: "error" });
await server.listen();
console.log(`http://127.0.0.1:${server.httpServer.address().port}`);
process.stdin.resume().on("end", () => void server.close().then(() => process.exit(0)));
