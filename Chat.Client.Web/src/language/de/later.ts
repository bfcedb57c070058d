import type { Catalogue } from "../language";

export const later: Catalogue["later"] = {
  missing: "Dieser Teil der Seite konnte nicht geladen werden. Prüfe deine Verbindung und versuch es noch einmal.",
};
