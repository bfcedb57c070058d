import type { Catalogue } from "../language";

export const house: Catalogue["house"] = {
  skip: "Zum Gespräch",
  noSuchPlace: "Diesen Ort gibt es nicht",
  noSuchPlaceText: "Die Adresse führt nirgendwohin. Vielleicht fehlt ein Stück von ihr.",
  choose: "Such dir einen Raum aus",
  chooseText: "Deine Räume stehen in der Liste. Vielleicht gibt es noch mehr, denen du beitreten kannst.",
  welcome: "Willkommen",
};
