import type { Catalogue } from "../language";
import { pluralOf } from "../plural";

const plural = pluralOf("de");
const messages = (count: number) => plural(count, { one: "# neue Nachricht", other: "# neue Nachrichten" });

export const notifications: Catalogue["notifications"] = {
  title: (author, room) => `${author} in ${room}`,
  messages,
  several: (count, text) => `${messages(count)}. ${text}`,
};
