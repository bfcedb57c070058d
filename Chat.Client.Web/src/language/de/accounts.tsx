import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");

export const accounts: Catalogue["accounts"] = {
  name: "Name",
  password: "Passwort",
  nameMissing: "Gib deinen Namen ein.",
  passwordMissing: "Gib dein Passwort ein.",
  passwordShort: "Nimm mindestens 8 Zeichen.",
  nameHint: (dot, line, dash) => <>1 bis 32 Buchstaben und Ziffern, auch {dot} {line} {dash}. Alle sehen ihn.</>,
  passwordHint: "8 Zeichen oder mehr. Am besten ein kurzer Satz.",

  unreachable: "Der Server ist nicht zu erreichen",
  tryAgain: "Noch einmal versuchen",
  ended: "Deine Sitzung ist zu Ende. Melde dich an, um weiterzumachen; was hier wartet, bleibt erhalten.",
  signIn: "Anmelden",
  signInLede: "Melde dich an, um zu lesen und zu schreiben.",
  noAccount: "Noch kein Konto?",
  makeOne: "Leg eins an",
  askOperator: "Frag, wer diesen Server betreut.",
  almostThere: "Fast geschafft",
  almostThereLede: "Dieser Server hat noch kein Konto. Öffne den Einrichtungslink, den er beim Start ausgegeben hat: Dort wird das erste Konto angelegt.",

  joinServer: (server) => `Willkommen bei ${server}`,
  registerLede: "Ein Name und ein Passwort, mehr braucht es nicht.",
  makeAccount: "Konto anlegen",
  hereBefore: "Schon einmal hier gewesen?",
  closed: "Neue Konten gibt es hier nicht. Frag, wer diesen Server betreut.",
  signInWith: (link) => <>{link("Melde dich an")}, wenn du schon ein Konto hast.</>,

  setUpAlready: "Dieser Server ist schon eingerichtet.",
  code: "Einrichtungscode",
  codeHint: "Der Server hat ihn beim Start ausgegeben, am Ende des Einrichtungslinks.",
  running: "Dein Server läuft",
  runningLede: "Leg das erste Konto an. Es betreut alle anderen.",
  openDoors: "Türen öffnen",

  you: "Du",
  yourMenu: "Dein Menü",
  profile: "Name und Farbe",
  settings: "Einstellungen",
  changePassword: "Passwort ändern",
  signOut: "Abmelden",
  current: "Jetziges",
  new: "Neues",
  notYours: "Das ist nicht dein Passwort.",
  changed: "Passwort geändert. Deine anderen Geräte sind abgemeldet.",
  changeHint: "8 Zeichen oder mehr. Deine anderen Geräte werden abgemeldet.",
  cancel: "Abbrechen",

  signOutNow: "Jetzt abmelden?",
  unsent: (count) => plural(count, {
    one: "# Nachricht ist noch nicht gesendet. Bleib, bis sie hinausgegangen ist, oder melde dich ab und verlier sie.",
    other: "# Nachrichten sind noch nicht gesendet. Bleib, bis sie hinausgegangen sind, oder melde dich ab und verlier sie.",
  }),
  signOutAndLose: () => "Abmelden und verlieren",
  stay: "Bleiben",
  signOutHere: "Hier abmelden",
  signOutAway: "Der Server ist nicht zu erreichen. Dieses Gerät vergisst deine Räume jetzt; die Sitzung auf dem Server endet, sobald diese Seite ihn wieder erreicht.",
  leftHere: "Auf diesem Gerät abgemeldet",
  leftHereLede: "Der Server ist noch nicht zu erreichen. Deine Sitzung dort endet, sobald diese Seite ihn erreicht.",
};
