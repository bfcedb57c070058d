/** How well a name fits what was typed, and which parts of it to mark. */
export interface Match {
  /** 0: a word begins with it; 1: the words' first letters; 2: inside a word; 3: scattered over it. */
  rank: 0 | 1 | 2 | 3;
  /** Finer order within a rank: the smaller the better. */
  distance: number;
  /** Ranges of the name, ascending and apart. */
  hits: [from: number, to: number][];
}

interface Folded { letters: string[]; starts: boolean[]; origin: number[]; ends: number[] }

/** Fits what was typed to a name: every word of it must be found, whatever its case and accents. */
export function match(typed: string, name: string): Match | undefined {
  const words = typed.trim().split(/\s+/u).filter(Boolean).map((word) => [...fold(word).letters]);
  const folded = fold(name);
  const found: Match = { rank: 0, distance: 0, hits: [] };
  for (const word of words) {
    const fit = fitWord(word, folded);
    if (!fit) return;
    found.rank = Math.max(found.rank, fit.rank) as Match["rank"];
    found.distance += fit.distance;
    for (const at of fit.at) found.hits.push([folded.origin[at]!, folded.ends[at]!]);
  }
  found.hits = joined(found.hits);
  return found;
}

function fitWord(word: readonly string[], { letters, starts }: Folded): { rank: Match["rank"]; distance: number; at: number[] } | undefined {
  let inside: number | undefined;
  for (let at = 0; at + word.length <= letters.length; at++) {
    if (!word.every((letter, n) => letters[at + n] === letter)) continue;
    if (starts[at]) return { rank: 0, distance: at, at: run(at, word.length) };
    inside ??= at;
  }
  const initials = inOrder(word, letters, (at) => starts[at]!);
  if (initials && word.length > 1) return { rank: 1, distance: initials.at(-1)! - initials[0]!, at: initials };
  if (inside !== undefined) return { rank: 2, distance: inside, at: run(inside, word.length) };
  const scattered = word.length > 1 ? inOrder(word, letters, () => true) : undefined;
  if (!scattered) return;
  const spread = scattered.at(-1)! - scattered[0]! + 1;
  // Letters that are too far apart are chance.
  return spread <= word.length * 2 ? { rank: 3, distance: spread, at: scattered } : undefined;
}

function inOrder(word: readonly string[], letters: readonly string[], may: (at: number) => boolean): number[] | undefined {
  const at: number[] = [];
  for (let n = 0; n < letters.length && at.length < word.length; n++) if (may(n) && letters[n] === word[at.length]) at.push(n);
  return at.length === word.length ? at : undefined;
}

const alike: Record<string, string> = { ø: "o", ł: "l", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };

/** Letters without case and accents, each with its place in the name, and whether a word begins there. */
function fold(name: string): Folded {
  const folded: Folded = { letters: [], starts: [], origin: [], ends: [] };
  let origin = 0, before = "";
  for (const character of name) {
    const end = origin + character.length;
    const plain = character.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    // A mark of its own belongs to the letter before it.
    if (!plain && folded.ends.length) folded.ends[folded.ends.length - 1] = end;
    const begins = !before || !/[\p{L}\p{N}]/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(character)) || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)
      || (/\p{N}/u.test(character) !== /\p{N}/u.test(before));
    let first = true;
    for (const letter of [...plain].flatMap((each) => [...(alike[each] ?? each)])) {
      folded.letters.push(letter);
      folded.starts.push(first && begins && /[\p{L}\p{N}\p{S}]/u.test(letter));
      folded.origin.push(origin);
      folded.ends.push(end);
      first = false;
    }
    if (plain) before = character;
    origin = end;
  }
  return folded;
}

function run(from: number, length: number): number[] {
  return Array.from({ length }, (_, n) => from + n);
}

function joined(ranges: [number, number][]): [number, number][] {
  const apart: [number, number][] = [];
  for (const [from, to] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = apart.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}
