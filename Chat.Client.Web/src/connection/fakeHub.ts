import type { Outcome, PostMessages, PostResult, WatchAnswer, WatchRequest } from "../contracts";
import { ConnectError, type Connect, type SocketListener } from "./socket";

/** A server in memory for the tests of the shell: one person, and rooms that take messages. */
export class FakeHub {
  /** What was accepted, by number − 1. */
  readonly accepted: { id: string; text: string }[] = [];
  /** Every batch that came, accepted anew or before. */
  readonly batches: string[][] = [];
  reachable = true;
  /** Takes messages and loses the connection before the answer. */
  losesAnswers = 0;
  private readonly listeners = new Set<SocketListener>();

  constructor(readonly person: string) {}

  readonly connect: Connect = async (listener) => {
    if (!this.reachable) throw new ConnectError("down", undefined);
    this.listeners.add(listener);
    return {
      call: async (method, args) => {
        await Promise.resolve();
        return this.listeners.has(listener) ? this.answer(listener, method, args) : new Promise(() => {});
      },
      send: () => {},
      close: () => void this.listeners.delete(listener),
    };
  };

  /** Cuts every connection. */
  cut(): void {
    for (const listener of [...this.listeners]) this.lose(listener);
  }

  private lose(listener: SocketListener): void {
    if (this.listeners.delete(listener)) listener.closed(false);
  }

  private answer(listener: SocketListener, method: string, args: object): Promise<Outcome<unknown>> | Outcome<unknown> {
    switch (method) {
      case "Hello":
        return ok({
          incarnation: "a", name: "Test", person: { id: this.person, revision: 1, name: "Ann" }, limits: {}, beat: {},
          protocol: 1, oldestProtocol: 1, time: 0,
        });
      case "Watch":
        return ok({ answers: (args as WatchRequest).items.map(({ scope }): WatchAnswer => ({
          scope, kind: "snapshot", messagesFrom: 1, set: { scope, from: 0, to: 1, head: 1, incarnation: "a" },
        })) });
      case "Heads":
        return ok({ heads: [] });
      case "PostMessages": {
        const results = this.post(args as PostMessages);
        if (this.losesAnswers-- <= 0) return ok({ results });
        this.lose(listener);
        return new Promise(() => {});
      }
      default:
        return ok({});
    }
  }

  private post({ messages }: PostMessages): PostResult[] {
    this.batches.push(messages.map(({ text }) => text));
    return messages.map(({ id, text }) => {
      const before = this.accepted.findIndex((message) => message.id === id);
      const number = before >= 0 ? before + 1 : this.accepted.push({ id, text });
      return { id, status: "ok", number, at: 0 };
    });
  }
}

function ok(value: unknown): Outcome<unknown> {
  return { ok: true, value };
}
