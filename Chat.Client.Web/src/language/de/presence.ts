import type { Catalogue } from "../language";

export const presence: Catalogue["presence"] = {
  online: "Online",
  connecting: "Verbinde …",
  tooOld: "Seite zu alt",
  offline: "Offline",
  isTyping: "schreibt",
  areTyping: "schreiben",
  and: " und ",
  comma: ", ",
  severalAreTyping: "Mehrere schreiben",
};
