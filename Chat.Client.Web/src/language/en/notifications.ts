import { pluralOf } from "../plural";

const plural = pluralOf("en");
const messages = (count: number) => plural(count, { one: "# new message", other: "# new messages" });

export const notifications = {
  title: (author: string, room: string) => `${author} in ${room}`,
  messages,
  /** The text is that of the last of them. */
  several: (count: number, text: string) => `${messages(count)}. ${text}`,
};
