// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { draft, draftsOf, dropDrafts, keepDraft } from "./drafts";

const person = "ann", room = "harbour", other = "kitchen";
const kept = (of: string) => localStorage.getItem(`draft:${person}:${of}`);

beforeEach(() => {
  localStorage.clear();
  draftsOf(person);
});

test("what is typed is kept once it is on the screen, and known at once", async () => {
  keepDraft(room, "half a");
  keepDraft(room, "half a sentence");
  expect(kept(room)).toBeNull();
  await vi.waitUntil(() => kept(room) === "half a sentence", 60_000);
  keepDraft(room, "a whole one");
  expect(draft(room)).toBe("a whole one");
});

test("a page that goes away keeps the last key", () => {
  keepDraft(room, "last words");
  dispatchEvent(new Event("pagehide"));
  expect(kept(room)).toBe("last words");
});

test("two rooms don't mix", () => {
  keepDraft(room, "in the harbour");
  keepDraft(other, "in the kitchen");
  expect(kept(room)).toBe("in the harbour");
  expect(draft(other)).toBe("in the kitchen");
});

test("what was sent is gone at once", () => {
  keepDraft(room, "hello");
  keepDraft(room, "");
  expect(kept(room)).toBeNull();
});

test("nobody finds another person's drafts, not even the last key", () => {
  keepDraft(room, "one key ago");
  dropDrafts();
  draftsOf("bob");
  expect(localStorage.length).toBe(0);
});
