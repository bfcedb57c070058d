import type { Catalogue } from "../language";

export const versions: Catalogue["versions"] = {
  label: "Version",
  ready: "Eine neue Version ist da.",
  load: "Laden",
};
