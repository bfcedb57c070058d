import { beforeEach, expect, test } from "vitest";
import { Core } from "./core";
import { open } from "./memberships";
import { nobodyTypesElsewhere, typingChanged } from "./presence";
import { roomList } from "./selectors";

let core: Core;
const typists = (room: string) => [...core.state.elsewhere.get(room) ?? []];
const passes = (milliseconds: number) => { core.now += milliseconds; core.runDue(); };

beforeEach(() => {
  core = new Core("test", () => 0.5);
  core.state.me = "me";
  core.state.connection = "live";
  core.state.memberships.set("r", { room: "r", revision: 1, role: "member", joined: 1 });
  core.state.memberships.set("left", { room: "left", revision: 2, joined: 1 });
  core.state.heads.set("r", { room: "r", revision: 1, number: 1, header: { id: "r", revision: 1, name: "general", topic: "", private: false, createdAt: 0, floor: 1 } });
});

test("who types in a room that isn't open is known for six seconds after the last sign", () => {
  expect(roomList(core.state)[0]!.typing).toBe(false);
  typingChanged(core, { room: "r", person: "ann" });
  expect(roomList(core.state)[0]!.typing).toBe(true);
  passes(4_000);
  typingChanged(core, { room: "r", person: "ben" });
  typingChanged(core, { room: "r", person: "ann" });
  passes(5_999);
  expect(typists("r")).toEqual(["ann", "ben"]);
  passes(1);
  expect(typists("r")).toEqual([]);
  expect(roomList(core.state)[0]!.typing).toBe(false);
});

test("oneself, and rooms that are not one's own, don't count", () => {
  typingChanged(core, { room: "r", person: "me" });
  typingChanged(core, { room: "left", person: "ann" });
  typingChanged(core, { room: "unknown", person: "ann" });
  expect(core.state.elsewhere.size).toBe(0);
});

test("an opened room tells by itself, and without a connection nobody does", () => {
  typingChanged(core, { room: "r", person: "ann" });
  open(core, "r");
  expect(core.state.elsewhere.size).toBe(0);
  passes(6_000);
  typingChanged(core, { room: "r", person: "ann" });
  expect(core.state.elsewhere.size).toBe(0);
  expect([...core.rooms.get("r")!.typing.keys()]).toEqual(["ann"]);
});

test("the end of a connection is the end of what it told", () => {
  typingChanged(core, { room: "r", person: "ann" });
  core.disconnected("closed");
  expect(core.state.elsewhere.size).toBe(0);
  const version = core.state.listVersion;
  nobodyTypesElsewhere(core);
  expect(core.state.listVersion).toBe(version);
});
