import type { Catalogue } from "../language";

export const language: Catalogue["language"] = {
  name: "Sprache",
};
