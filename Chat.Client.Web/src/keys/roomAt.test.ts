import { expect, test } from "vitest";
import { roomAt } from "./useHouseKeys";

const rooms = [{ room: "a", unread: 0 }, { room: "b", unread: 3 }, { room: "c", unread: 0 }, { room: "d", unread: 1 }];

test.each([
  ["nextRoom", "a", "b"], ["nextRoom", "d", "a"], ["previousRoom", "a", "d"], ["previousRoom", "c", "b"],
  ["nextRoom", undefined, "a"], ["previousRoom", undefined, "d"], ["nextRoom", "elsewhere", "a"],
  ["nextUnread", "a", "b"], ["nextUnread", "b", "d"], ["nextUnread", "d", "b"], ["previousUnread", "a", "d"], ["previousUnread", "d", "b"],
  ["nextUnread", undefined, "b"], ["help", "a", undefined],
] as const)("%s from %s leads to %s", (key, chosen, expected) => expect(roomAt(key, rooms, chosen)).toBe(expected));

test("the keys to unread rooms pass muted ones by, the others lead there", () => {
  expect(roomAt("nextUnread", rooms, "a", ["b"])).toBe("d");
  expect(roomAt("previousUnread", rooms, "a", ["d"])).toBe("b");
  expect(roomAt("nextUnread", rooms, "a", ["b", "d"])).toBeUndefined();
  expect(roomAt("nextRoom", rooms, "a", ["b"])).toBe("b");
});

test("where nothing else is there, nothing happens", () => {
  expect(roomAt("nextRoom", [], undefined)).toBeUndefined();
  expect(roomAt("nextRoom", [{ room: "a", unread: 0 }], "a")).toBeUndefined();
  expect(roomAt("nextUnread", [{ room: "a", unread: 2 }, { room: "b", unread: 0 }], "a")).toBeUndefined();
});
