import { expect, test } from "vitest";
import { parse, roomPath } from "./route";

const room = "0195b3a2-7f00-7abc-8def-0123456789ab";

test.each([
  ["/", { at: "home" }],
  ["/sign-in", { at: "sign-in" }],
  ["/register/", { at: "register" }],
  ["/set-up", { at: "set-up" }],
  ["/devices", { at: "devices" }],
  ["/devices/x", { at: "nowhere" }],
  [`/rooms/${room}`, { at: "room", room }],
  [`/rooms/${room.toUpperCase()}/12`, { at: "room", room, number: 12 }],
  [`/rooms/${room}/0`, { at: "nowhere" }],
  [`/rooms/${room}/1e3`, { at: "nowhere" }],
  [`/rooms/${room}/1/2`, { at: "nowhere" }],
  ["/rooms/general", { at: "nowhere" }],
  ["/anything", { at: "nowhere" }],
])("%s leads to its place", (path, expected) => expect(parse(path)).toEqual(expected));

test("a room's path leads to the room", () => {
  expect(parse(roomPath(room, 7))).toEqual({ at: "room", room, number: 7 });
});
