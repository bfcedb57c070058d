import { english, type Language, languages, speak, spoken } from "./language";

const key = "language";

/** The tag of the language chosen on this device; none: as the device speaks. */
export function storedLanguage(): string | undefined {
  return languageOf(localStorage.getItem(key))?.tag;
}

/** Speaks a language from now on and on the next visit; without a tag, the one that suits the device best. What is typed stays. */
export async function chooseLanguage(tag: string | undefined): Promise<void> {
  const language = languageOf(tag);
  const wanted = language ?? bestLanguage(navigator.languages);
  await speakOn(wanted);
  // Another choice came meanwhile.
  if (spoken !== wanted) return;
  if (language) localStorage.setItem(key, language.tag);
  else localStorage.removeItem(key);
}

/** The languages to choose from. */
export function offeredLanguages(): Language[] {
  return languages.filter((language) => !language.pseudo || language === spoken);
}

/** Before the first draw: the language of the address (`?language=`, for this visit), else the chosen one, else the device's. */
export async function startLanguage(): Promise<void> {
  // A choice made in another tab counts in this one.
  addEventListener("storage", (event) => {
    if (event.key === key) void speakOn(languageOf(event.newValue) ?? bestLanguage(navigator.languages)).catch(() => {});
  });
  const asked = languageOf(new URLSearchParams(location.search).get(key)) ?? languageOf(storedLanguage());
  // A catalogue that doesn't come, without a network perhaps, leaves English: better than no page.
  await speakOn(asked ?? bestLanguage(navigator.languages)).catch(() => speak(english));
}

/** The first of the wanted languages that the page speaks, in any of its regions. */
export function bestLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => !language.pseudo && base(language.tag) === base(tag));
    if (found) return found;
  }
  return english;
}

/** A language as the people of this device write it: dates in English differ from region to region. */
export function regional(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => base(tag) === base(language.tag)) ?? language.tag;
}

function speakOn(language: Language): Promise<void> {
  return speak(language, regional(language, navigator.languages));
}

function languageOf(tag: string | null | undefined): Language | undefined {
  return languages.find((language) => language.tag === tag);
}

function base(tag: string): string {
  return tag.toLowerCase().split("-")[0]!;
}
