import type { Catalogue } from "../language";

export const keys: Catalogue["keys"] = {
  title: "Tasten",
  names: {
    mod: "Strg", alt: "Alt", shift: "Umschalt", Enter: "Eingabe", Escape: "Esc", Delete: "Entf", Backspace: "Rücktaste",
    Home: "Pos1", End: "Ende", PageUp: "Bild auf", PageDown: "Bild ab",
  },
  heard: { "⌘": "Befehl", "⌥": "Option", "⇧": "Umschalt", "↑": "Pfeil nach oben", "↓": "Pfeil nach unten" },
};
