export const design = {
  close: "Close",
  notDrawn: "This page could not be drawn. What waits to be sent is kept.",
  loadAnew: "Load it anew",
  partMissing: "This part of the page could not be fetched. Check your connection, then try again.",
};
