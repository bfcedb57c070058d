// Posts each line of standard input through the page's client, in order, whatever happens to the connection:
//   npm run build:tools && node tools/post-lines.mjs --server http://localhost:5080 --token TOKEN --room ROOM < lines.txt
// Prints a line of JSON, {"id", "number"}, for each message that the server has taken. Exit code 0: all were taken.
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { chatOfNode } from "./dist/client.js";

const { values: args } = parseArgs({
  options: { server: { type: "string" }, token: { type: "string" }, room: { type: "string" }, "most-waiting": { type: "string" } },
});
if (!args.server || !args.token || !args.room) {
  console.error("Use: node tools/post-lines.mjs --server URL --token TOKEN --room ID [--most-waiting N] < LINES");
  process.exit(2);
}

const mostWaiting = Number(args["most-waiting"] ?? 500);
const waiting = new Set();
let woken = () => {};
let failed = false;

const chat = chatOfNode({
  server: args.server.replace(/\/+$/, ""),
  token: args.token,
  acknowledged(id, number) {
    if (!waiting.delete(id)) return;
    process.stdout.write(`${JSON.stringify({ id, number })}\n`);
    woken();
  },
});

function fail(problem) {
  console.error(problem);
  failed = true;
  woken();
}

chat.subscribe((state) => {
  if (state.connection === "signedOut" || state.connection === "upgradeRequired") fail(state.problem);
  for (const { id, state: how, error } of state.outbox) {
    if ((how === "refused" || how === "unconfirmed") && waiting.delete(id)) fail(`${id} ${how}: ${error?.message ?? "not confirmed"}`);
  }
});

async function until(condition) {
  while (!failed && !condition()) await new Promise((resolve) => (woken = resolve));
}

const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();
await chat.start();
const unsubscribe = chat.subscribe(() => woken());
await until(() => chat.state.me !== undefined);
unsubscribe();

for (let next; !failed && !(next = await lines.next()).done;) {
  if (next.value.trim() === "") continue;
  await until(() => waiting.size < mostWaiting);
  if (failed) break;
  const posted = chat.post(args.room, next.value);
  if ("error" in posted) {
    fail(posted.error.message);
  } else {
    waiting.add(posted.id);
    void posted.stored.then((error) => error && fail(error.message));
  }
}
await until(() => waiting.size === 0);
await chat.stop();
// What still waits in the pipe would end with the process.
await new Promise((written) => process.stdout.write("", written));
process.exit(failed ? 1 : 0);
