import type { Catalogue } from "../language";

export const design: Catalogue["design"] = {
  close: "Schließen",
  notDrawn: "Diese Seite ließ sich nicht zeichnen. Was noch gesendet werden soll, bleibt erhalten.",
  loadAnew: "Neu laden",
  partMissing: "Dieser Teil der Seite konnte nicht geladen werden. Prüfe deine Verbindung und versuch es noch einmal.",
};
