import { expect, test } from "vitest";
import { LockTurns } from "./turns";

interface Request { run(): Promise<unknown>; reject(error: Error): void; steal: boolean; signal: AbortSignal | undefined }

/** Web Locks as the standard has them, for one name: a queue, and `steal`, which breaks the lock of whoever has it. */
class Locks {
  private held: Request | undefined;
  private readonly queue: Request[] = [];

  request(_name: string, options: LockOptions, run: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request: Request = { run: () => run().then(resolve), reject, steal: options.steal ?? false, signal: options.signal };
      if (request.signal?.aborted) return reject(new Error("aborted"));
      request.signal?.addEventListener("abort", () => {
        const at = this.queue.indexOf(request);
        if (at < 0) return;
        this.queue.splice(at, 1);
        reject(new Error("aborted"));
      });
      if (!request.steal) this.queue.push(request);
      else {
        this.held?.reject(new Error("stolen"));
        this.grant(request);
      }
      this.next();
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

function tabOf(locks: Locks) {
  const turns = new LockTurns("ann", locks as unknown as LockManager);
  const heard: string[] = [];
  turns.begin(() => heard.push("came"), () => heard.push("gone"));
  return { turns, heard };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

test("the turn is one tab's, and moves on when that tab goes", async () => {
  const locks = new Locks();
  const [first, second] = [tabOf(locks), tabOf(locks)];
  expect([first.turns.mine, second.turns.mine]).toEqual([true, false]);
  first.turns.end();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
});

test("a tab that passes its turn gets it again after the others", async () => {
  const locks = new Locks();
  const [first, second] = [tabOf(locks), tabOf(locks)];
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
  const [first, second] = [tabOf(locks), tabOf(locks)];
  second.turns.seize();
  await settled();
  expect([first.turns.mine, second.turns.mine]).toEqual([false, true]);
  expect(first.heard).toEqual(["came", "gone"]);
  second.turns.end();
  await settled();
  expect(first.turns.mine).toBe(true);
});
