import type { Catalogue } from "../language";

export const devices: Catalogue["devices"] = {
  title: "Ein Gerät anmelden",
  lede: "Ein Terminal oder ein anderes Gerät zeigt dir einen Code. Gib ihn hier ein, um das Gerät anzumelden.",
  code: "Code",
  codeHint: "Acht Buchstaben, etwa BDWP-HQPK.",
  codeMissing: "Gib den Code ein, den das Gerät zeigt.",
  goOn: "Weiter",
  cancel: "Jetzt nicht",

  askTitle: "Dieses Gerät anmelden?",
  askLede: "Erlaub es nur, wenn du die Anmeldung gerade selbst begonnen hast und das Gerät denselben Code zeigt.",
  device: "Gerät",
  nameless: "Es hat keinen Namen.",
  asked: "Gefragt",
  account: "Als",
  warning: "Es kann dann als du lesen und schreiben, bis es abgemeldet wird. Hat dir jemand den Link oder den Code geschickt, dann erlaub es nicht.",
  allow: "Erlauben",
  deny: "Nicht erlauben",

  allowed: "Das Gerät ist angemeldet",
  allowedLede: "Mach dort weiter. Diese Seite kannst du schließen.",
  denied: "Das Gerät wurde nicht angemeldet",
  deniedLede: "Wenn du das nicht begonnen hast, wollte jemand in dein Konto. Es hat nicht geklappt.",
  toRooms: "Zu deinen Räumen",
};
