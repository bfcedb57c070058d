// Runs before anything is drawn, so that a dark page never flashes white. See src/settings/apply.ts.
try {
  document.documentElement.className = localStorage.getItem("look") ?? "";
} catch {
  // Nothing is kept in this browser.
}
