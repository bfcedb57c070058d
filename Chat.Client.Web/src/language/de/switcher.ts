import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");

export const switcher: Catalogue["switcher"] = {
  title: "Gehe zu",
  goTo: "Gehe zu …",
  find: "Ein Raum oder eine Person",
  rooms: "Deine Räume",
  joinable: "Räume zum Beitreten",
  people: "Personen",
  deeds: "Tun",
  private: "privat",
  unread: (count: number) => plural(count, { one: "# ungelesen", other: "# ungelesen" }),
  members: (count: number) => plural(count, { one: "# Mitglied", other: "# Mitglieder" }),
  found: (count: number) => plural(count, { one: "# gefunden", other: "# gefunden" }),
  none: "Nichts hier trägt das im Namen.",
  markAllRead: "Alles als gelesen markieren",
  choose: "auswählen",
  open: "öffnen",
};
