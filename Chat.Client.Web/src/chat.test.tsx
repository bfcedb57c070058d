// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import { useWhenLive } from "./chat";
import type { Chat } from "./connection/chat";

afterEach(() => render(null, document.body));

test("each time that the connection comes counts, drawn or not", async () => {
  const listeners = new Set<() => void>();
  const state = { connection: "connecting" };
  const chat = { state, subscribe: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)) } as unknown as Chat;
  const turns = (connection: string) => {
    state.connection = connection;
    for (const listener of listeners) listener();
  };
  const act = vi.fn();
  const View = () => {
    useWhenLive(chat, act);
    return null;
  };
  render(<View />, document.body);
  await vi.waitUntil(() => listeners.size, 60_000);
  turns("live");
  turns("live");
  expect(act).toHaveBeenCalledTimes(1);
  turns("reconnecting");
  turns("live");
  expect(act).toHaveBeenCalledTimes(2);
  render(null, document.body);
  await vi.waitUntil(() => !listeners.size, 60_000);
});
