// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, expect, test, vi } from "vitest";
import { useChanges, useWhenLive } from "./chat";
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

test("a change that waits for a frame is drawn when the page is hidden: its title goes on telling what is unread", async () => {
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(false);
  // The page is hidden before the frame comes: then none does.
  const frames = vi.spyOn(globalThis, "requestAnimationFrame").mockReturnValue(0);
  const listeners = new Set<() => void>();
  let unread = 0;
  const chat = { subscribe: (listener: () => void) => (listeners.add(listener), () => listeners.delete(listener)) } as unknown as Chat;
  const View = () => {
    useChanges(chat);
    document.title = `${unread}`;
    return null;
  };
  render(<View />, document.body);
  await vi.waitUntil(() => listeners.size && frames.mock.calls.length, 60_000);
  hidden.mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  unread = 7;
  for (const listener of listeners) listener();
  await vi.waitUntil(() => document.title === "7", 60_000);
  frames.mockRestore();
  hidden.mockRestore();
});
