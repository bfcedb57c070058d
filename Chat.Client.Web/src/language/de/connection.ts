import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");

export const connection: Catalogue["connection"] = {
  label: "Verbindung",
  tooOld: "Diese Seite ist älter als der Server.",
  tooOldText: "Lade sie neu, um weiterzumachen. Was hier wartet, bleibt erhalten.",
  loadAnew: "Neu laden",
  offline: "Du bist offline.",
  offlineText: "Lies weiter und schreib: Es geht hinaus, wenn du wieder da bist.",
  reconnecting: "Verbinde neu …",
  reconnectingText: "Lies weiter und schreib: Es geht von selbst hinaus.",
  tryNow: "Jetzt versuchen",
  waits: (count) => plural(count, { one: "# Nachricht wartet hier", other: "# Nachrichten warten hier" }),
  goesOut: (count) => plural(count, { one: " und geht von selbst hinaus", other: " und gehen von selbst hinaus" }),
};
