export const presence = {
  online: "Online",
  connecting: "Connecting…",
  tooOld: "Page too old",
  offline: "Offline",
  /** After one name. */
  isTyping: "is typing",
  /** After two or three names. */
  areTyping: "are typing",
  /** Between names, the last two and any others. */
  and: " and ",
  comma: ", ",
  severalAreTyping: "Several people are typing",
};
