import { pluralOf } from "../plural";

const plural = pluralOf("en");

export const switcher = {
  title: "Go to",
  goTo: "Go to…",
  find: "A room or a person",
  rooms: "Your rooms",
  joinable: "Rooms to join",
  people: "People",
  deeds: "Do",
  private: "private",
  unread: (count: number) => plural(count, { one: "# unread", other: "# unread" }),
  members: (count: number) => plural(count, { one: "# member", other: "# members" }),
  found: (count: number) => plural(count, { one: "# found", other: "# found" }),
  none: "Nothing here has that in its name.",
  markAllRead: "Mark everything as read",
  choose: "choose",
  open: "open",
};
