import { expect, test } from "vitest";
import { LockTurns } from "./turns";

interface Request { run(): Promise<unknown>; reject(error: Error): void; steal: boolean; signal: AbortSignal | undefined }

/** Web Locks as the standard has them, for one name: a queue, and `steal`, which breaks the lock of whoever has it. A lock is granted some time after it was asked for. */
class Locks {
  private held: Request | undefined;
  private readonly queue: Request[] = [];

  constructor(private readonly tellsFirst = true) {}

  request(_name: string, options: LockOptions, run: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request: Request = { run: () => Promise.resolve(run()).then(resolve), reject, steal: options.steal ?? false, signal: options.signal };
      if (request.signal?.aborted) return reject(new Error("aborted"));
      request.signal?.addEventListener("abort", () => {
        const at = this.queue.indexOf(request);
        if (at < 0) return;
        this.queue.splice(at, 1);
        reject(new Error("aborted"));
      });
      if (!request.steal) {
        this.queue.push(request);
        return setTimeout(() => this.next());
      }
      setTimeout(() => {
        // That it was broken may be learned before or after who has it now.
        const before = this.held;
        if (this.tellsFirst) before?.reject(new Error("stolen"));
        this.grant(request);
        before?.reject(new Error("stolen"));
      });
    });
  }

  private next(): void {
    const request = this.held ? undefined : this.queue.shift();
    if (request) this.grant(request);
  }

  private grant(request: Request): void {
    this.held = request;
    void request.run().then(() => {
      if (this.held !== request) return;
      this.held = undefined;
      this.next();
    });
  }
}

async function tabOf(locks: Locks) {
  const turns = new LockTurns("ann", locks as unknown as LockManager);
  const heard: string[] = [];
  turns.begin(() => heard.push("came"), () => heard.push("gone"));
  await settled();
  return { turns, heard };
}

const settled = async () => { for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setTimeout(resolve)); };

test("the turn is one tab's, and moves on when that tab goes", async () => {
  const locks = new Locks();
  const [first, second] = [await tabOf(locks), await tabOf(locks)];
  expect([first.turns.mine, second.turns.mine]).toEqual([true, false]);
  first.turns.end();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
});

test("a tab that passes its turn gets it again after the others", async () => {
  const locks = new Locks();
  const [first, second] = [await tabOf(locks), await tabOf(locks)];
  first.turns.pass();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
  second.turns.pass();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([true, false]);
  expect(first.heard).toEqual(["came", "gone", "came"]);
});

test("a tab that doesn't answer loses its turn, and waits for it again", async () => {
  const locks = new Locks();
  const [first, second] = [await tabOf(locks), await tabOf(locks)];
  second.turns.seize();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
  expect(first.heard).toEqual(["came", "gone"]);
  second.turns.end();
  await settled();
  expect(first.turns.mine).toBe(true);
});

test.each([[true], [false]])("a tab that seizes it several times at once has it, and loses it once (told first of what was broken: %j)", async (tellsFirst) => {
  const locks = new Locks(tellsFirst);
  const [first, second] = [await tabOf(locks), await tabOf(locks)];
  // As when a window comes to the front: it is visible, and has the focus.
  second.turns.seize();
  second.turns.seize();
  await settled();
  second.turns.seize();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
  expect(second.heard).toEqual(["came"]);
  first.turns.seize();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([true, false]);
  expect([first.heard, second.heard]).toEqual([["came", "gone", "came"], ["came", "gone"]]);
  first.turns.pass();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
});

test("a tab that leaves while it seizes it leaves it to the next", async () => {
  const locks = new Locks();
  const [first, second, third] = [await tabOf(locks), await tabOf(locks), await tabOf(locks)];
  second.turns.seize();
  second.turns.end();
  await settled();
  expect([first.turns.mine, second.turns.mine, third.turns.mine].filter(Boolean)).toHaveLength(1);
  expect(second.turns.mine).toBe(false);
});
