import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");

export const messages: Catalogue["messages"] = {
  today: "Heute",
  yesterday: "Gestern",
  logOf: (room) => `Nachrichten in ${room}`,
  toFirstUnread: "Zur ersten ungelesenen Nachricht",
  newest: "Neueste",
  fresh: (count) => plural(count, { one: "# neue Nachricht", other: "# neue Nachrichten" }),
  newFrom: "Neu",

  messageTo: (room) => `Nachricht an ${room}`,
  message: (room) => `Nachricht an ${room}`,
  you: "Du",
  send: "Senden",
  composerHelp: "Die Eingabetaste sendet, mit Umschalttaste beginnt sie eine neue Zeile.",
  bytesLeft: (bytes) => plural(bytes, { one: "Noch # Byte", other: "Noch # Byte" }),
  tooLong: (bytes) => plural(bytes, { one: "# Byte zu lang: Kürz es oder schick es in Teilen.", other: "# Byte zu lang: Kürz es oder schick es in Teilen." }),

  deeds: "Nachricht",
  more: "Was man damit tun kann",
  edit: "Bearbeiten",
  copyLink: "Link kopieren",
  markUnread: "Ab hier ungelesen",
  delete: "Löschen",
  deleted: "Nachricht gelöscht",
  deletedBy: (who) => <>Nachricht von {who} gelöscht</>,
  edited: "(bearbeitet)",

  editMessage: "Nachricht bearbeiten",
  save: "Speichern",
  saveMine: "Meine speichern",
  cancel: "Abbrechen",
  changedElsewhere: "Sie wurde anderswo geändert, während du geschrieben hast. Jetzt steht dort:",
  emptyEdit: "Eine Nachricht kann nicht leer sein. Um sie zurückzunehmen, lösch sie.",
  deletedMeanwhile: "Die Nachricht wurde inzwischen gelöscht.",

  deleteTitle: "Diese Nachricht löschen?",
  deleteText: "Ihr Text verschwindet für alle. Eine Zeile bleibt an ihrer Stelle.",
  keep: "Behalten",

  emptyAlone: "Noch ist niemand sonst in diesem Raum, und was du schreibst, wartet hier auf alle, die kommen.",
  empty: "Hier hat noch niemand etwas gesagt.",
  addPeople: "Leute hinzufügen",
  copyLinkToIt: "Link hierher kopieren",

  created: (who) => <>{who} hat den Raum eröffnet</>,
  renamed: (who, name) => <>{who} hat den Raum in {name} umbenannt</>,
  topicSet: (who, topic) => <>{who} hat das Thema gesetzt: {topic}</>,
  topicRemoved: (who) => <>{who} hat das Thema entfernt</>,
  changedTo: (who, value) => <>{who} hat den Raum geändert: {value}</>,
  changed: (who) => <>{who} hat den Raum geändert</>,

  sending: "Wird gesendet",
  aboutToBeSent: "Wird gleich gesendet",
  waitsForConnection: "Wartet auf die Verbindung",
  notSent: "Nicht gesendet",
  notSentBecause: "Nicht gesendet.",
  notConfirmed: "Nicht bestätigt.",
  notConfirmedWhy: "Jedes Mal brach beim Senden die Verbindung ab.",
  tryAgain: "Noch einmal versuchen",

  copyCode: "Code kopieren",
  copy: "Kopieren",
  codeCopied: "Code kopiert",
  linkCopied: "Link kopiert",
  copyRefused: "Der Browser erlaubt das Kopieren hier nicht.",
};
