import { afterEach, expect, test, vi } from "vitest";
import type { Chat } from "../connection/chat";
import { fakeChat } from "../parts/fake";
import { patient } from "./patient";

afterEach(() => { vi.useRealTimers(); });

test.each<[string, (chat: Chat) => Promise<unknown>]>([
  ["people", (chat) => chat.findPeople("be")],
  ["another name", (chat) => chat.setProfile({ displayName: "Ines of the harbour" })],
])("what is asked for before the connection is made goes out when it is: %s", async (_, ask) => {
  const chat = fakeChat({ connection: "connecting" });
  const answered = vi.fn();
  const asked = ask(patient(chat)).then(answered);
  for (let n = 0; n < 20; n++) await Promise.resolve();
  expect(answered).not.toHaveBeenCalled();
  chat.reconnectNow();
  await asked;
  expect(answered).toHaveBeenCalledWith(expect.objectContaining({ ok: true }));
});

test("it doesn't wait for ever", async () => {
  vi.useFakeTimers();
  const asked = patient(fakeChat({ connection: "offline" }), 5_000).findPeople("be");
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(asked).resolves.toMatchObject({ ok: true });
});

test("everything else is the chat's own", () => {
  const chat = fakeChat({});
  expect(patient(chat).state).toBe(chat.state);
});
