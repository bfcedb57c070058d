import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");

export const people: Catalogue["people"] = {
  members: "Mitglieder",
  membersOf: (count) => plural(count, { other: "Mitglieder, #" }),
  here: (count) => plural(count, { other: "Gerade hier, #" }),
  away: (count) => plural(count, { other: "Abwesend, #" }),
  offline: (count) => plural(count, { other: "Offline, #" }),
  last: {
    here: (count) => plural(count, { other: "Zuletzt hier, #" }),
    away: (count) => plural(count, { other: "Zuletzt abwesend, #" }),
    offline: (count) => plural(count, { other: "Zuletzt offline, #" }),
  },
  writing: "schreibt …",
  is: { online: "online", away: "abwesend", offline: "offline" },
  closeMembers: "Mitglieder schließen",
  close: "Schließen",
  andMore: (count) => plural(count, { one: "Und noch # Person.", other: "Und noch # andere." }),
  showMore: "Mehr zeigen",
  makeMember: "Zum Mitglied machen",
  makeOwner: "Die Leitung geben",
  removeFromRoom: "Aus dem Raum entfernen",
  owner: "Leitung",
  thatIsYou: "das bist du",
  whatToDo: (name) => `Was mit ${name} geschehen soll`,

  changeProfile: "Name und Farbe ändern",
  roleIn: {
    owner: (room) => <>Leitet {room}</>,
    member: (room) => <>Mitglied in {room}</>,
  },
  notIn: (room) => <>Nicht in {room}</>,
  inCommon: "Gemeinsame Räume",
  noneInCommon: "Ihr seid in keinem Raum zusammen.",
  addHere: (room) => <span>Zu {room} hinzufügen</span>,
  filter: "Mitglied suchen",
  filterNone: "Kein Mitglied hat das im Namen.",
  filterLoading: (loaded, count) => plural(count, { other: `${plural(loaded, { other: "#" })} von # durchgesehen, der Rest kommt noch.` }),

  addPeople: "Leute hinzufügen",
  addTo: (room) => <>Leute zu {room} hinzufügen</>,
  find: "Leute suchen",
  findHint: "Anfang eines Namens",
  people: "Leute",
  inRoom: "Im Raum",
  add: "Hinzufügen",
  addPerson: (name) => `${name} hinzufügen`,
  nobody: "Niemand hier hat einen Namen, der so anfängt.",
  whoever: "Wer hier ein Konto hat, kann hinzugefügt werden.",
  done: "Fertig",

  removeTitle: (name) => <>{name} entfernen?</>,
  removeText: (name) => <>Was {name} gesagt hat, bleibt. In einem privaten Raum ist danach nichts mehr zu sehen; einem öffentlichen kann man wieder beitreten.</>,
  cancel: "Abbrechen",
  remove: "Entfernen",
};
