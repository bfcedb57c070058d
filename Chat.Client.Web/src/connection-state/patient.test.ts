import { afterEach, expect, test, vi } from "vitest";
import { fakeChat } from "../parts/fake";
import { patient } from "./patient";

afterEach(() => { vi.useRealTimers(); });

test("what is asked for before the connection is made goes out when it is", async () => {
  const chat = fakeChat({ connection: "connecting" });
  const answered = vi.fn();
  const asked = patient(chat).findPeople("be").then(answered);
  await Promise.resolve();
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
