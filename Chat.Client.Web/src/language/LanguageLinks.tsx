import { chooseLanguage, offeredLanguages } from "./choice";
import { say, spoken } from "./language";

/** The other languages, each in its own words, for those who can't read this one. */
export function LanguageLinks() {
  return (
    <nav class="languages" aria-label={say.language.name}>
      {offeredLanguages().filter((language) => language !== spoken).map(({ tag, name }) => (
        <button key={tag} class="link" type="button" lang={tag} onClick={() => void chooseLanguage(tag)}>{name}</button>
      ))}
    </nav>
  );
}
