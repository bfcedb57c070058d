import { expect, test } from "vitest";
import { notice } from "./words";

test("a live connection has nothing to say", () => {
  expect(notice({ connection: "live" }, 2, false)).toBeUndefined();
});

test("while reconnecting, it says how many messages wait", () => {
  expect(notice({ connection: "connecting" }, 1, false)).toMatchObject({ title: "Reconnecting…", text: "1 message waits here", verb: "try" });
  expect(notice({ connection: "offline" }, 3, false)?.text).toBe("3 messages wait here");
});

test("a device without any network is offline, and needs no button", () => {
  expect(notice({ connection: "offline" }, 0, true)).toEqual(
    { kind: "offline", title: "You are offline.", text: "Read on, and write: it goes out when you are back." });
});

test("a page that is too old says so", () => {
  expect(notice({ connection: "upgradeRequired" }, 0, false)?.verb).toBe("reload");
});
