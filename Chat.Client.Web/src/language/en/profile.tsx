import type { ComponentChildren } from "preact";
import { pluralOf } from "../plural";

const plural = pluralOf("en");

export const profile = {
  displayName: "Name",
  displayNameHint: (user: ComponentChildren) => <>What you wish to be called. Leave it empty to go by {user}. Your user name stays beside it wherever people look you up.</>,
  colour: "Colour",
  noColour: "As at first",
  colours: ["Red", "Rust", "Amber", "Olive", "Moss", "Green", "Sea green", "Teal", "Blue", "Indigo", "Violet", "Pink"],
  tooLong: (most: number) => plural(most, { other: "At most # characters." }),
  save: "Save",
  saved: "Name and colour saved",
};
