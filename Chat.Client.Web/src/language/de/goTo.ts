import type { Catalogue } from "../language";

export const goTo: Catalogue["goTo"] = {
  title: "Gehe zu",
  menu: "Zu einem Tag oder einer Nummer",
  anotherDay: "Zu einem anderen Tag",
  day: "Tag",
  number: "Nummer oder Link",
  numberHint: "Jede Nachricht hat eine Nummer; ihr Link endet damit.",
  go: "Los",
  cancel: "Abbrechen",
  beginning: "Zum Anfang",
  weekAgo: "Vor einer Woche",
  next: (asked: string, day: string) => `Niemand hat etwas gesagt: ${asked}. Die nächsten Nachrichten: ${day}.`,
  newest: (asked: string, day: string) => `Niemand hat seitdem etwas gesagt: ${asked}. Die neuesten Nachrichten: ${day}.`,
  empty: "Hier hat noch niemand etwas gesagt.",
  what: "Wähle einen Tag, oder gib eine Nummer oder einen Link an.",
  noNumber: "Gib eine Nummer wie 1200 an, oder den Link einer Nachricht.",
  notYet: (newest: string) => `Die neueste Nachricht hat die Nummer ${newest}.`,
  gone: (floor: string) => `Aufgehoben ist ab Nummer ${floor}.`,
};
