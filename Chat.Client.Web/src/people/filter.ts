/** A name or a part of one without case, accents and white space around it, for looking up. */
export function foldedName(text: string): string {
  return text.trim().normalize("NFKD").replace(/\p{M}+/gu, "").toLocaleLowerCase();
}

/** Whether a folded text stands in a display name or user name. */
export function matches(folded: string, ...names: string[]): boolean {
  return names.some((name) => foldedName(name).includes(folded));
}
