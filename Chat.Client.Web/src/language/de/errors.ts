import type { ChatError, ErrorCode } from "../../contracts";
import type { Catalogue } from "../language";

const sentences: Record<ErrorCode | "offline" | "unreachable" | "storage", string> = {
  invalid: "So geht es nicht. Prüf, was du eingegeben hast.",
  too_long: "Das ist zu lang. Kürz es oder teil es auf.",
  empty: "Hier fehlt etwas zum Lesen.",
  forbidden_characters: "Darin ist ein Zeichen, das hier nicht stehen darf. Nimm es heraus.",
  not_found: "Das gibt es hier nicht, oder du darfst es nicht sehen.",
  forbidden: "Das darfst du hier nicht.",
  not_member: "Tritt dem Raum zuerst bei.",
  conflict: "Das gehört schon zu etwas anderem. Versuch es noch einmal von vorn.",
  stale: "Der Text wurde inzwischen geändert. Sieh dir den neueren an und bearbeite dann den.",
  name_taken: "Diesen Namen gibt es schon. Nimm einen anderen.",
  last_owner: "Der Raum hätte niemanden mehr, der ihn leitet. Gib die Leitung zuerst jemand anderem.",
  rate: "Das war zu schnell hintereinander. Versuch es gleich noch einmal.",
  draining: "Der Server startet neu. Versuch es gleich noch einmal.",
  busy: "Der Server ist gerade sehr beschäftigt. Versuch es gleich noch einmal.",
  storage_full: "Die Festplatte des Servers ist voll. Wer ihn betreibt, muss Platz schaffen.",
  unknown: "Etwas ging schief, und ob es geklappt hat, ist nicht bekannt. Sieh nach oder versuch es noch einmal.",
  signed_out: "Deine Sitzung ist zu Ende. Melde dich wieder an.",
  upgrade_required: "Diese Seite ist älter als der Server. Lade sie neu: Was hier wartet, bleibt erhalten.",
  hello_first: "Die Verbindung ist noch nicht so weit. Versuch es gleich noch einmal.",
  too_many_watches: "Es sind zu viele Räume zugleich offen. Schließ zuerst einige.",
  wrong_password: "Name oder Passwort stimmt nicht.",
  locked_out: "Zu viele falsche Versuche. Warte ein wenig und versuch es dann noch einmal.",
  weak_password: "Nimm mindestens 8 Zeichen.",
  setup_link_invalid: "Dieser Einrichtungslink gilt nicht. Nimm den neuesten, den der Server ausgegeben hat.",
  setup_required: "Dieser Server ist noch nicht eingerichtet. Öffne den Einrichtungslink, den er beim Start ausgegeben hat.",
  registration_closed: "Neue Konten kann man hier nicht anlegen. Frag, wer diesen Server betreut.",
  wrong_code: "Kein Gerät, das wartet, zeigt diesen Code. Vergleich ihn; ist er älter als zehn Minuten, beginn auf dem Gerät von vorn.",
  foreign_origin: "Die Anfrage kam von einer anderen Adresse. Öffne die Seite unter der Adresse des Servers.",
  offline: "Es gibt keine Verbindung zum Server. Versuch es noch einmal, wenn sie wieder da ist.",
  unreachable: "Der Server ist nicht zu erreichen. Prüf deine Verbindung und versuch es dann noch einmal.",
  storage: "Dieses Gerät konnte es nicht speichern. Schaff Platz und versuch es noch einmal.",
};

export const errors: Catalogue["errors"] = {
  told: ({ code, message }: ChatError) => (sentences as Partial<Record<string, string>>)[code] ?? message,
};
