import { expect, test } from "vitest";
import type { ListedRoom } from "../engine/selectors";
import { readChoices } from "./choices";
import { sections, unreadInAll } from "./sections";

const room = (name: string, unread = 0): ListedRoom => ({ room: name, name, topic: "", private: false, role: "member", unread, typing: false });
const rooms = [room("a"), room("b", 3), room("c"), room("d", 2)];
const shown = (choices: object, chosen?: string) =>
  sections(rooms, readChoices(choices), chosen).map(({ group, count, rooms }) => [group, count, rooms.map(({ name }) => name).join("")]);

test("favourites come first, and have a part only when there are some", () => {
  expect(shown({})).toEqual([["rooms", 4, "abcd"]]);
  expect(shown({ favourites: ["d", "b", "gone"] })).toEqual([["favourites", 2, "bd"], ["rooms", 2, "ac"]]);
});

test("a folded part still shows what is unread, and where one is", () => {
  expect(shown({ folded: ["rooms"] })).toEqual([["rooms", 4, "bd"]]);
  expect(shown({ folded: ["rooms"] }, "a")).toEqual([["rooms", 4, "abd"]]);
  expect(shown({ folded: ["rooms"], muted: ["d"] })).toEqual([["rooms", 4, "b"]]);
});

test("muted rooms add nothing to what is unread", () => {
  expect(unreadInAll(rooms, readChoices({}))).toBe(5);
  expect(unreadInAll(rooms, readChoices({ muted: ["b"] }))).toBe(2);
});

test.each([undefined, 3, { favourites: "a", muted: [1, "x", null] }])("of %j, choices are made that can be used", (found) => {
  const { favourites, muted, folded } = readChoices(found);
  expect([favourites, muted.every((each) => each === "x"), folded]).toEqual([[], true, []]);
});
