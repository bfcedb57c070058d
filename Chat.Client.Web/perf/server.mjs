import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The server as it is shipped, with a data folder of its own in which one room has a history and forty people are signed in;
 * with no messages at all, nobody is, and its set-up waits. Only the rate at which one person may post is raised: a bot stands for many.
 */
export async function startServer({ published, seeded, messages, tell }) {
  const temporary = await mkdtemp(join(tmpdir(), "chat-perf-"));
  try {
    const folder = published ?? join(temporary, "server");
    if (!published) {
      tell("publishing the server");
      await run("dotnet", ["publish", join(root, "Chat.Server"), "-c", "Release", "-v", "quiet", "--nologo", "--artifacts-path", join(temporary, "artifacts"), "-o", folder]);
    }
    const data = join(temporary, "data");
    if (!messages) {
      await mkdir(data);
    } else if (seeded) {
      await cp(seeded, data, { recursive: true });
    } else {
      tell(`seeding ${messages.toLocaleString("en")} messages`);
      await run("dotnet", ["run", "-c", "Release", "--project", join(root, "Chat.Benchmarks"), "-p:SkipWeb=true", "--",
        "seed", "--people", "40", "--rooms", "1", "--members", "40", "--messages", String(messages), "--out", data]);
    }
    const lines = async (name) => messages ? (await readFile(join(data, name), "utf8")).trim().split("\n") : [];
    const tokens = await lines("tokens.txt"), [room] = await lines("rooms.txt");
    const server = spawn("dotnet", [join(folder, "Chat.Server.dll"), "--urls", "http://127.0.0.1:0", `--Chat:DataFolder=${data}`,
      "--Chat:PostRate:PerSecond=1000000", "--Chat:PostRate:Burst=1000000"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => server.once("exit", resolve));
    const { address, setUpCode } = await Promise.race([listening(server.stdout, !messages), ended.then(() => { throw new Error("The server ended before it listened."); })]);
    return {
      address, setUpCode, tokens, room, folder,
      async stop() {
        server.kill();
        await ended;
        await rm(temporary, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

/** Waits until the server has told where it is, and how the first account is made if there is none, and goes on reading so that the pipe never fills. */
function listening(output, empty) {
  return new Promise((resolve) => {
    let address, setUpCode;
    createInterface({ input: output }).on("line", (line) => {
      address ??= /listening on:? (http:\/\/127\.0\.0\.1:\d+)/i.exec(line)?.[1];
      setUpCode ??= /\/set-up#(\S+)/.exec(line)?.[1];
      if (address && (setUpCode || !empty)) resolve({ address, setUpCode });
    });
  });
}

function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
    child.once("error", reject);
    child.once("exit", (code) => code === 0 ? resolve() : reject(new Error(`${program} ${args[0]} ended with ${code}.`)));
  });
}
