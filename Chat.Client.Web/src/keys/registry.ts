/** A key with what is held down besides. `mod` is Ctrl, on a Mac the command key. */
export interface Chord { key: string; mod?: true; alt?: true; shift?: true }

/** Where a key means something: everywhere; in the conversation; while the log has the focus; while a message has it; in the composer; in a list that is searched; while a room in the sidebar has it. */
export type KeyPlace = "everywhere" | "conversation" | "log" | "message" | "composer" | "search" | "room";

export interface Key { id: KeyId; place: KeyPlace; chords: readonly Chord[] }

export type KeyId =
  | "switcher" | "help" | "previousRoom" | "nextRoom" | "previousUnread" | "nextUnread" | "close"
  | "read"
  | "up" | "down" | "pageUp" | "pageDown" | "beginning" | "newest" | "firstUnread" | "goTo"
  | "edit" | "copyLink" | "markUnread" | "remove"
  | "send" | "newLine" | "editLast"
  | "choose" | "open"
  | "favourite" | "mute" | "markRead";

/** Every key of the page: what is pressed is looked up here, and the help is drawn from here. */
export const keys: readonly Key[] = [
  { id: "switcher", place: "everywhere", chords: [{ key: "k", mod: true }] },
  { id: "previousRoom", place: "everywhere", chords: [{ key: "ArrowUp", alt: true }] },
  { id: "nextRoom", place: "everywhere", chords: [{ key: "ArrowDown", alt: true }] },
  { id: "previousUnread", place: "everywhere", chords: [{ key: "ArrowUp", alt: true, shift: true }] },
  { id: "nextUnread", place: "everywhere", chords: [{ key: "ArrowDown", alt: true, shift: true }] },
  { id: "help", place: "everywhere", chords: [{ key: "?" }, { key: "/", mod: true }] },
  { id: "close", place: "everywhere", chords: [{ key: "Escape" }] },

  { id: "read", place: "conversation", chords: [{ key: "Escape" }] },

  { id: "up", place: "log", chords: [{ key: "ArrowUp" }] },
  { id: "down", place: "log", chords: [{ key: "ArrowDown" }] },
  { id: "pageUp", place: "log", chords: [{ key: "PageUp" }] },
  { id: "pageDown", place: "log", chords: [{ key: "PageDown" }] },
  { id: "beginning", place: "log", chords: [{ key: "Home" }] },
  { id: "newest", place: "log", chords: [{ key: "End" }] },
  { id: "firstUnread", place: "log", chords: [{ key: "n" }] },
  { id: "goTo", place: "log", chords: [{ key: "g" }] },

  { id: "edit", place: "message", chords: [{ key: "e" }] },
  { id: "copyLink", place: "message", chords: [{ key: "c" }] },
  { id: "markUnread", place: "message", chords: [{ key: "u" }] },
  { id: "remove", place: "message", chords: [{ key: "Delete" }, { key: "Backspace" }] },

  { id: "send", place: "composer", chords: [{ key: "Enter" }] },
  { id: "newLine", place: "composer", chords: [{ key: "Enter", shift: true }] },
  { id: "editLast", place: "composer", chords: [{ key: "ArrowUp" }] },

  { id: "choose", place: "search", chords: [{ key: "ArrowUp" }, { key: "ArrowDown" }] },
  { id: "open", place: "search", chords: [{ key: "Enter" }] },

  { id: "favourite", place: "room", chords: [{ key: "f" }] },
  { id: "mute", place: "room", chords: [{ key: "m" }] },
  { id: "markRead", place: "room", chords: [{ key: "r" }] },
];

/** The key that an event means at a place; none while a word is being composed. */
export function keyOf(event: KeyboardEvent, ...places: readonly KeyPlace[]): KeyId | undefined {
  if (event.isComposing || event.keyCode === 229) return;
  return keys.find(({ place, chords }) => places.includes(place) && chords.some((chord) => isPressed(chord, event)))?.id;
}

function isPressed(chord: Chord, event: KeyboardEvent): boolean {
  if (isCharacter(chord) && !characterKeys()) return false;
  const [mod, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (mod !== (chord.mod ?? false) || other || event.altKey !== (chord.alt ?? false)) return false;
  if (isLetter(chord.key)) {
    if (event.shiftKey !== (chord.shift ?? false)) return false;
    // Where the layout writes another script, the key in the letter's place is meant.
    return event.key.toLowerCase() === chord.key || (event.key > "\x7f" && event.code === `Key${chord.key.toUpperCase()}`);
  }
  // Whether a sign needs Shift is the layout's affair.
  if (chord.key.length === 1) return event.key === chord.key;
  return event.key === chord.key && event.shiftKey === (chord.shift ?? false);
}

/** Whether it is a character alone, as speech input may say by mistake: such keys can be switched off (WCAG 2.1.4). */
export function isCharacter({ key, mod, alt }: Chord): boolean {
  return key.length === 1 && !mod && !alt;
}

function isLetter(key: string): boolean {
  return /^[a-z]$/.test(key);
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

const off = "character-keys";

/** Whether keys that are characters alone do something. */
export function characterKeys(): boolean {
  return localStorage.getItem(off) !== "off";
}

export function setCharacterKeys(on: boolean): void {
  if (on) localStorage.removeItem(off);
  else localStorage.setItem(off, "off");
}
