import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Chord, isCharacter, keyOf, keys, type KeyPlace, setCharacterKeys } from "./registry";

let stored: Record<string, string>;
const at = (platform: string) => vi.stubGlobal("navigator", { platform });

beforeEach(() => {
  stored = {};
  at("Linux x86_64");
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => { stored[key] = value; },
    removeItem: (key: string) => { delete stored[key]; },
  });
});
afterEach(() => vi.unstubAllGlobals());

function press(key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0, ...more } as KeyboardEvent;
}

test("every key has an id of its own, and no two in one place are the same", () => {
  expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
  // What holds everywhere holds in the log, and the log's keys hold at a message; a dialog's Escape and the conversation's never meet.
  for (const places of [["everywhere", "log", "message"], ["everywhere", "composer"], ["everywhere", "search"], ["everywhere", "room"], ["conversation", "log", "message"]] as KeyPlace[][]) {
    const chords = keys.filter(({ place }) => places.includes(place)).flatMap(({ chords }) => chords.map(name));
    expect(new Set(chords).size).toBe(chords.length);
  }
});

const name = ({ key, mod, alt, shift }: Chord) => [mod && "mod", alt && "alt", shift && "shift", key].filter(Boolean).join("+");

test("no chord is one that browsers, systems or assistive technology keep for themselves", () => {
  const taken = ["mod+t", "mod+n", "mod+w", "mod+l", "mod+r", "mod+d", "mod+f", "mod+g", "mod+j", "mod+h", "mod+p", "mod+s", "mod+a", "mod+c", "mod+v", "mod+x", "mod+z", "alt+ArrowLeft", "alt+ArrowRight", "alt+Home", "Tab", "F1", "F5", "F6", "F7", "F11", "F12"];
  expect(keys.flatMap(({ chords }) => chords.map(name)).filter((chord) => taken.includes(chord))).toEqual([]);
});

test("keys that are characters alone act only in the log, at a message, or where nobody types", () => {
  const characters = keys.filter(({ chords }) => chords.some(isCharacter)).map(({ id, place }) => [id, place]);
  expect(characters).toEqual([["help", "everywhere"], ["firstUnread", "log"], ["goTo", "log"], ["edit", "message"], ["copyLink", "message"], ["markUnread", "message"],
    ["favourite", "room"], ["mute", "room"], ["markRead", "room"]]);
});

test("they can be switched off, and the help has another key then", () => {
  expect(keyOf(press("e"), "message")).toBe("edit");
  expect(keyOf(press("?", { shiftKey: true }), "everywhere")).toBe("help");
  setCharacterKeys(false);
  expect(keyOf(press("e"), "message")).toBeUndefined();
  expect(keyOf(press("?", { shiftKey: true }), "everywhere")).toBeUndefined();
  expect(keyOf(press("/", { ctrlKey: true }), "everywhere")).toBe("help");
  expect(keyOf(press("Delete"), "message")).toBe("remove");
  setCharacterKeys(true);
  expect(keyOf(press("e"), "message")).toBe("edit");
});

test("Ctrl on most systems is the command key on a Mac, where Ctrl K cuts a line", () => {
  expect(keyOf(press("k", { ctrlKey: true }), "everywhere")).toBe("switcher");
  expect(keyOf(press("k", { metaKey: true }), "everywhere")).toBeUndefined();
  at("MacIntel");
  expect(keyOf(press("k", { metaKey: true }), "everywhere")).toBe("switcher");
  expect(keyOf(press("k", { ctrlKey: true }), "everywhere")).toBeUndefined();
});

test("only what is named may be held down", () => {
  expect(keyOf(press("ArrowUp", { altKey: true }), "everywhere")).toBe("previousRoom");
  expect(keyOf(press("ArrowUp", { altKey: true, shiftKey: true }), "everywhere")).toBe("previousUnread");
  expect(keyOf(press("ArrowUp", { altKey: true, ctrlKey: true }), "everywhere")).toBeUndefined();
  expect(keyOf(press("k", { ctrlKey: true, shiftKey: true }), "everywhere")).toBeUndefined();
  // AltGr writes a character.
  expect(keyOf(press("e", { ctrlKey: true, altKey: true }), "message")).toBeUndefined();
  expect(keyOf(press("E", { shiftKey: true }), "message")).toBeUndefined();
  expect(keyOf(press("E"), "message")).toBe("edit");
});

test("a layout of another script has the keys in their places", () => {
  expect(keyOf(press("л", { ctrlKey: true, code: "KeyK" }), "everywhere")).toBe("switcher");
  expect(keyOf(press("у", { code: "KeyE" }), "message")).toBe("edit");
  // A Latin layout writes what it writes, wherever the key is.
  expect(keyOf(press("d", { code: "KeyE" }), "message")).toBeUndefined();
});

test("a word that is being composed is left alone", () => {
  expect(keyOf(press("Enter", { isComposing: true }), "composer")).toBeUndefined();
  expect(keyOf(press("ArrowDown", { keyCode: 229 } as Partial<KeyboardEvent>), "search")).toBeUndefined();
});
