import { randomUUID } from "node:crypto";
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const atOnce = 50;

/** Somebody who talks in rooms without a page: a bare client of the hub. */
export async function openBot(server, token) {
  const hub = new HubConnectionBuilder()
    .withUrl(`${server.address}/chat`, { accessTokenFactory: () => token, transport: HttpTransportType.WebSockets })
    .configureLogging(LogLevel.None).build();
  hub.on("Beat", () => void hub.send("AnswerBeat", {}).catch(() => {}));
  for (const name of ["Changes", "Heads", "Presence", "Typing", "Draining", "SignedOut"]) hub.on(name, () => {});
  await hub.start();
  const ask = async (method, args) => {
    const { ok, value, error } = await hub.invoke(method, args);
    if (!ok) throw new Error(`${method}: ${error.message}`);
    return value;
  };
  const { person } = await ask("Hello", { protocol: 1, client: "perf/1" });
  let said = 0;
  const post = async (room, count) => {
    const messages = Array.from({ length: count }, () => ({ id: randomUUID(), text: words(said++) }));
    await ask("PostMessages", { room, messages });
  };

  return {
    person: person.id,
    createRoom: async (name) => (await ask("CreateRoom", { request: randomUUID(), name, topic: "", private: false })).room,
    join: (room) => ask("JoinRoom", { room }),
    /** Says so much, as fast as the server takes it. */
    async say(room, count) {
      for (let left = count; left > 0; left -= atOnce) await post(room, Math.min(left, atOnce));
    },
    /** Says so much a second, one message at a time, until told to stop; what could not be said in time is said late, not left out. */
    talk(room, perSecond) {
      const begin = performance.now();
      const before = said;
      let busy = false;
      const timer = setInterval(async () => {
        const due = Math.floor((performance.now() - begin) / 1_000 * perSecond) - (said - before);
        if (busy || due < 1) return;
        busy = true;
        await post(room, Math.min(due, atOnce)).finally(() => { busy = false; });
      }, 1_000 / perSecond / 2);
      return () => {
        clearInterval(timer);
        return said - before;
      };
    },
    close: () => hub.stop(),
  };
}

const talk = [
  "Readings jump by 4 to 5 cm whenever the launch goes past.", "Yes.", "A median over the last 15 readings is plenty.\n\nNot a mean: one wave would drag it along.",
  "Mind the wind, it turns at noon: https://harbour.example/outlook", "Restart it with `systemctl restart gauge`.", "中位数好。涨潮时我在船台对过标尺。", "🌊",
];

function words(at) {
  return `${at}: ${talk[at % talk.length]}`;
}
