/** FNV-1a over the UTF-8 of a text, 32 bits: the same in every client, so that a person has one colour everywhere. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** How many author colours there are. */
export const colours = 12;

/** Which of the author colours an account has, 1 to 12: the one that was chosen, else the one that follows from its id. */
export function authorIndex(account: string, chosen?: number): number {
  if (chosen !== undefined && chosen >= 1 && chosen <= colours && Number.isInteger(chosen)) return chosen;
  let index = known.get(account);
  if (index === undefined) known.set(account, index = fnv1a32(account.toLowerCase()) % colours + 1);
  return index;
}
const known = new Map<string, number>();

/** One or two letters for a face: of the first and the last part of a name. */
export function initials(name: string): string {
  let made = lettered.get(name);
  if (made === undefined) {
    if (lettered.size > 1_000) lettered.clear();
    lettered.set(name, made = lettersOf(name));
  }
  return made;
}
const lettered = new Map<string, string>();

function lettersOf(name: string): string {
  const letters = name.split(/[\s._-]+/u).map((part) => firstOf(part, /[\p{L}\p{N}]/u)).filter(Boolean);
  if (!letters.length) return firstOf(name.trim(), /./su);
  return (letters[0]! + (letters.length > 1 ? letters.at(-1) : "")).toLocaleUpperCase();
}

/** The first of what is read as one sign that has such a one in it: a letter beside a picture is what a face has room for. */
function firstOf(part: string, such: RegExp): string {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of graphemes.segment(part)) if (such.test(segment)) return segment;
  return "";
}
let graphemes: Intl.Segmenter | undefined;
