import { en } from "./en";

/** All that the page says, in one language: a part per feature. English is the measure, every other has the same entries. */
export type Catalogue = typeof en;

export interface Language {
  /** BCP 47. */
  tag: string;
  /** As its speakers call it. */
  name: string;
  direction: "ltr" | "rtl";
  load: () => Promise<Catalogue>;
  /** Made for tests and development: nobody is offered it. */
  pseudo?: boolean;
}

export const english: Language = { tag: "en", name: "English", direction: "ltr", load: () => Promise.resolve(en) };

export const languages: readonly Language[] = [
  english,
  { tag: "de", name: "Deutsch", direction: "ltr", load: async () => (await import("./de")).de },
  { tag: "ar-XB", name: "Mirrored", direction: "rtl", pseudo: true, load: async () => (await import("./pseudo")).turned({ ...en, ...await import("./en/brought") }) },
];

/** What the page says, in the language that was chosen last. Read it when drawing, never while a module loads. */
export let say: Catalogue = en;

/** The chosen language as this device's people write it, such as `en-GB`: for `Intl`. */
export let tag = "en";

/** The chosen language. */
export let spoken: Language = english;

const listeners = new Set<() => void>();
let turn = 0;

/** Speaks a language from now on; whoever listens draws itself anew. Where it can't be loaded, the page goes on as before. */
export async function speak(language: Language, regional = language.tag): Promise<void> {
  const mine = ++turn;
  const loaded = await language.load();
  if (mine !== turn) return;
  say = loaded;
  spoken = language;
  tag = regional;
  document.documentElement.lang = language.tag;
  document.documentElement.dir = language.direction;
  for (const listener of listeners) listener();
}

/** Is called after each change of the language. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}
