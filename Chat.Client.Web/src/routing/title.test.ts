import { expect, test } from "vitest";
import { title } from "./title";

test.each([
  [0, "general", "Rowing", "general · Rowing"],
  [3, "general", "Rowing", "(3) general · Rowing"],
  [100, undefined, undefined, "(99+) ChatService"],
  [1, "שלום (1)", "עמותה", "(1) \u2068שלום (1)\u2069 · \u2068עמותה\u2069"],
  [0, "\u202egpj.exe\u2066", "a\u200fb", "gpj.exe · ab"],
])("%i unread in %s of %s: %s", (unread, room, server, expected) => expect(title(unread, room, server)).toBe(expected));
