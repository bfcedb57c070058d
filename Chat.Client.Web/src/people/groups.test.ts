import { expect, test } from "vitest";
import type { Member, PresenceState } from "../contracts";
import { groups, presences } from "./groups";

const member = (name: string, presence: PresenceState) => ({ person: name, name, userName: name, role: "member" as const, presence });

test("members stand under who is here, away and offline", () => {
  const list = [member("ann", "online"), member("ben", "away"), member("cem", "offline"), member("dee", "offline")];
  expect(groups(list, 4, { online: 1, away: 1 }, true).map(({ title, members }) => [title, members.map(({ name }) => name)])).toEqual([
    ["Here now, 1", ["ann"]], ["Away, 1", ["ben"]], ["Offline, 2", ["cem", "dee"]],
  ]);
});

test("a group without anybody is left out", () => {
  expect(groups([member("ann", "online")], 1, { online: 1, away: 0 }, true).map(({ title }) => title)).toEqual(["Here now, 1"]);
});

test("those who are not loaded count where they are", () => {
  const titles = groups([member("ann", "online"), member("ben", "away"), member("cem", "offline")], 150, { online: 30, away: 4 }, true).map(({ title }) => title);
  expect(titles).toEqual(["Here now, 30", "Away, 4", "Offline, 116"]);
});

test("without a connection, the headings say how it was last", () => {
  const list = [member("ann", "online"), member("ben", "away"), member("cem", "offline")];
  expect(groups(list, 3, { online: 1, away: 1 }, false).map(({ title }) => title)).toEqual(["Here when last seen, 1", "Away when last seen, 1", "Offline when last seen, 1"]);
});

test("where presence is not told there is one list", () => {
  expect(groups([member("ann", "offline")], 5_000, undefined, true).map(({ title }) => title)).toEqual(["Members, 5,000"]);
});

test("those who left are not counted, those who are not loaded are", () => {
  const members = new Map<string, Member>([["ann", { person: "ann", revision: 1, role: "member" }], ["ben", { person: "ben", revision: 2 }]]);
  expect(presences({ members, presence: new Map([["ann", "online"], ["ben", "online"], ["cem", "online"], ["dee", "away"], ["eve", "offline"]]) })).toEqual({ online: 2, away: 1 });
});
