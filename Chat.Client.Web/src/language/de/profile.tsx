import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");

export const profile: Catalogue["profile"] = {
  displayName: "Name",
  displayNameHint: (user) => <>Wie du heißen möchtest. Lass es leer, um {user} zu heißen. Dein Benutzername steht dort dabei, wo man nach dir sieht.</>,
  colour: "Farbe",
  noColour: "Wie am Anfang",
  colours: ["Rot", "Rost", "Bernstein", "Oliv", "Moos", "Grün", "Seegrün", "Petrol", "Blau", "Indigo", "Violett", "Rosa"],
  tooLong: (most) => plural(most, { other: "Höchstens # Zeichen." }),
  save: "Speichern",
  saved: "Name und Farbe gespeichert",
};
