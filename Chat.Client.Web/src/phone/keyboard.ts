/** Less is a bar of the browser's, not a keyboard. */
const least = 100;

/**
 * Keeps what one writes above the on-screen keyboard where the browser lays it over the page (`interactive-widget` in
 * the viewport asks for the opposite, but Safari doesn't know it): the page becomes as high as what is visible of it.
 */
export function followKeyboard(): void {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    // Zoomed in, less is visible without any keyboard, and Safari counts only that into `innerHeight`; it also zooms in on a small field by itself.
    const covered = Math.round(Math.max(innerHeight, document.documentElement.clientHeight) - view.height * view.scale);
    const { style } = document.documentElement;
    if (covered < least) return void style.removeProperty("--keyboard");
    style.setProperty("--keyboard", `${covered}px`);
    // The browser moved the page to show the field, which the page does itself.
    if (view.offsetTop > 0) scrollTo(0, 0);
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}
