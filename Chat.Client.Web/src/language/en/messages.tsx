import type { ComponentChildren } from "preact";
import { pluralOf } from "../plural";

const plural = pluralOf("en");

export const messages = {
  today: "Today",
  yesterday: "Yesterday",
  logOf: (room: string) => `Messages in ${room}`,
  toFirstUnread: "To the first unread message",
  newest: "Newest",
  fresh: (count: number) => plural(count, { one: "# new message", other: "# new messages" }),
  newFrom: "New",

  messageTo: (room: string) => `Message to ${room}`,
  message: (room: string) => `Message ${room}`,
  you: "You",
  send: "Send",
  composerHelp: "Enter sends, Shift Enter makes a new line.",
  bytesLeft: (bytes: number) => plural(bytes, { one: "# byte left", other: "# bytes left" }),
  tooLong: (bytes: number) => plural(bytes, { one: "Too long by # byte: shorten it, or send it in parts.", other: "Too long by # bytes: shorten it, or send it in parts." }),

  deeds: "Message",
  /** Shows them, where nothing can hover. */
  more: "What to do with it",
  edit: "Edit",
  copyLink: "Copy link",
  markUnread: "Mark unread from here",
  delete: "Delete",
  deleted: "Message deleted",
  deletedBy: (who: ComponentChildren) => <>Message deleted by {who}</>,
  edited: "(edited)",

  editMessage: "Edit message",
  save: "Save",
  saveMine: "Save mine",
  cancel: "Cancel",
  changedElsewhere: "It was changed elsewhere while you wrote. It says now:",
  emptyEdit: "A message can’t be empty. To take it back, delete it.",
  deletedMeanwhile: "The message was deleted meanwhile.",

  deleteTitle: "Delete this message?",
  deleteText: "Its text goes for everybody. A line stays where it was.",
  keep: "Keep",

  emptyAlone: "Nobody else is in this room yet, and what you write waits here for those who come.",
  empty: "Nobody has said anything here yet.",
  addPeople: "Add people",
  copyLinkToIt: "Copy a link to it",

  created: (who: ComponentChildren) => <>{who} made the room</>,
  renamed: (who: ComponentChildren, name: ComponentChildren) => <>{who} renamed the room to {name}</>,
  topicSet: (who: ComponentChildren, topic: ComponentChildren) => <>{who} set the topic: {topic}</>,
  topicRemoved: (who: ComponentChildren) => <>{who} removed the topic</>,
  changedTo: (who: ComponentChildren, value: ComponentChildren) => <>{who} changed the room: {value}</>,
  changed: (who: ComponentChildren) => <>{who} changed the room</>,

  sending: "Sending",
  aboutToBeSent: "About to be sent",
  waitsForConnection: "Waits for the connection",
  notSent: "Not sent",
  notSentBecause: "Not sent.",
  notConfirmed: "Not confirmed.",
  notConfirmedWhy: "The connection broke each time it was sent.",
  tryAgain: "Try again",

  copyCode: "Copy the code",
  copy: "Copy",
  codeCopied: "Code copied",
  linkCopied: "Link copied",
  copyRefused: "The browser doesn’t allow copying here.",
};
