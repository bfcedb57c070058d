export const language = {
  /** What the choice of the language is called. */
  name: "Language",
};
