// Follows rooms through the page's client, and shows what it holds in the end:
//   npm run build:tools && node tools/follow.mjs --server http://localhost:5080 --token TOKEN --room ROOM --room ROOM
// A line {"ROOM": number, …} on standard input says up to where each room goes. When the client holds all of that, it is printed:
// a line of JSON for each message, {"room", "number", "id", "author", "text"}, and the program ends.
import { once } from "node:events";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { chatOfNode } from "./dist/client.js";

const { values: args } = parseArgs({
  options: { server: { type: "string" }, token: { type: "string" }, room: { type: "string", multiple: true } },
});
if (!args.server || !args.token || !args.room) {
  console.error("Use: node tools/follow.mjs --server URL --token TOKEN --room ID [--room ID …]");
  process.exit(2);
}

let ends;
const chat = chatOfNode({ server: args.server.replace(/\/+$/, ""), token: args.token });
chat.subscribe(look);
await chat.start();
for (const room of args.room) chat.open(room);
for await (const line of createInterface({ input: process.stdin })) {
  ends = JSON.parse(line);
  look(chat.state);
}

async function look(state) {
  if (state.connection === "signedOut" || state.connection === "upgradeRequired") {
    console.error(state.problem);
    process.exit(1);
  }
  if (!ends || Object.keys(ends).some((room) => !isComplete(state.rooms.get(room), ends[room]))) return;
  const wanted = ends;
  ends = undefined;
  for (const room of Object.keys(wanted)) {
    for (const { number, id, author, text } of [...state.rooms.get(room).messages.values()].sort((a, b) => a.number - b.number)) {
      const row = JSON.stringify({ room, number, id, author, text });
      if (!process.stdout.write(`${row}\n`)) await once(process.stdout, "drain");
    }
  }
  await chat.stop();
  // What still waits in the pipe would end with the process.
  await new Promise((written) => process.stdout.write("", written));
  process.exit(0);
}

/** Whether all from the first message to a number is held; asks for what is missing. */
function isComplete(room, end) {
  const [first] = room?.window ?? [];
  if (!first || room.watching !== "live" || room.number < end) return false;
  if (room.window.length === 1 && first.to === undefined && first.from <= (room.header?.floor ?? 1)) return room.messages.size >= end;
  if (!room.loading) chat.loadOlder(room.id);
  return false;
}
