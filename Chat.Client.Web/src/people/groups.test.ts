import { expect, test } from "vitest";
import type { PresenceState } from "../contracts";
import { groups } from "./groups";

const member = (name: string, presence: PresenceState) => ({ person: name, name, role: "member" as const, presence });

test("members stand under who is here, away and offline", () => {
  const list = [member("ann", "online"), member("ben", "away"), member("cem", "offline"), member("dee", "offline")];
  expect(groups(list, 4, 2, 200).map(({ title, members }) => [title, members.map(({ name }) => name)])).toEqual([
    ["Here now, 1", ["ann"]], ["Away, 1", ["ben"]], ["Offline, 2", ["cem", "dee"]],
  ]);
});

test("a group without anybody is left out", () => {
  expect(groups([member("ann", "online")], 1, 1, 200).map(({ title }) => title)).toEqual(["Here now, 1"]);
});

test("those who are not loaded count as offline", () => {
  expect(groups([member("ann", "online"), member("ben", "offline")], 150, 1, 200).at(-1)?.title).toBe("Offline, 149");
});

test("a room too large for presence has one list", () => {
  expect(groups([member("ann", "offline")], 5_000, 40, 200).map(({ title }) => title)).toEqual(["Members, 5,000"]);
});
