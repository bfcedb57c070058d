import type { Catalogue } from "../language";

export const settings: Catalogue["settings"] = {
  title: "Einstellungen",
  look: "Aussehen",
  theme: "Farben",
  themes: { system: "Wie das Gerät", light: "Hell", dark: "Dunkel" },
  density: "Dichte",
  densities: { comfortable: "Luftig", compact: "Dicht" },
  densityHint: "Dicht lässt die Gesichter weg und setzt die Zeilen enger, wie im Terminal.",
  textSize: "Schrift",
  textSizes: { small: "Klein", normal: "Normal", large: "Groß", larger: "Größer" },
  clock: "Uhr",
  clocks: { language: "Üblich", "24": "17:48", "12": "5:48 pm" },

  tell: "Was dir Neues meldet",
  notifications: "Mitteilungen",
  notify: { off: "Aus", all: "Jede Nachricht" },
  notifyHint: "Sie kommen, während du woanders hinsiehst. Im Menü eines Raums schaltest du ihn stumm.",
  notifyAsks: "Der Browser fragt einmal, ob diese Seite sie zeigen darf.",
  notifyDenied: "Der Browser blockiert Mitteilungen dieser Seite. Erlaube sie in seinen Einstellungen für diese Adresse und wähle dann noch einmal.",
  notifyDismissed: "Die Frage des Browsers ist noch offen. Wähle noch einmal, um wieder gefragt zu werden.",
  notifyInsecure: "Der Browser zeigt Mitteilungen nur von Seiten, die über https gekommen sind. Titel und Ton melden Neues trotzdem.",
  notifyUnsupported: "Dieser Browser kennt keine Mitteilungen. Titel und Ton melden Neues trotzdem.",
  sound: "Ton",
  soundOn: "Ein kurzer Ton, während du woanders hinsiehst",
  soundPlay: "Anhören",
  deviceOnly: "Einstellungen bleiben auf diesem Gerät und gelten in allen Tabs.",
};
