/** FNV-1a over the UTF-8 of a text, 32 bits: the same in every client, so that a person has one colour everywhere. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** Which of the twelve author colours an account has: 1 to 12. */
export function authorIndex(account: string): number {
  let index = known.get(account);
  if (index === undefined) known.set(account, index = fnv1a32(account.toLowerCase()) % 12 + 1);
  return index;
}
const known = new Map<string, number>();

/** One or two letters for a face: of the first and the last part of a name. */
export function initials(name: string): string {
  const parts = name.split(/[\s._-]+/u).filter(Boolean);
  const first = letter(parts[0]), last = parts.length > 1 ? letter(parts.at(-1)) : "";
  return (first + last).toLocaleUpperCase();
}

function letter(part: string | undefined): string {
  for (const { segment } of graphemes.segment(part ?? "")) return segment;
  return "";
}
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
