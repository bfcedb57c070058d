export const later = {
  /** A part of the page could not be fetched. */
  missing: "This part of the page could not be fetched. Check your connection, then try again.",
};
