import { expect, test } from "vitest";
import { type Place, ranked } from "./places";

const room = (name: string, unread = 0): Place => ({ kind: "room", id: name, name, more: "", private: false, unread });
const names = (typed: string, places: Place[], recent: string[] = [], here?: string) => ranked(typed, places, recent, here).map(({ place }) => place.name);

test("word beginnings come first, then what is unread, then what was opened last", () => {
  const places = [room("spare-oars", 9), room("reading"), room("repairs", 2), room("regatta"), room("kit-and-repairs")];
  expect(names("re", places, ["regatta", "spare-oars"])).toEqual(["repairs", "regatta", "reading", "kit-and-repairs", "spare-oars"]);
});

test("before anything is typed: unread, then lately opened, then by name; where one is comes last", () => {
  const places = [room("a"), room("b", 1), room("c"), room("d"), room("e")];
  expect(names("", places, ["e", "d", "a"], "e")).toEqual(["b", "d", "a", "c", "e"]);
});

test("what fits nothing is left out", () => {
  expect(names("zz", [room("a")])).toEqual([]);
});
