import { countHours } from "../language/formats";
import { onSettings, type Settings, settings } from "./settings";

/** The classes that a look has on the root of the page. */
export function lookClasses({ theme, density, textSize }: Pick<Settings, "theme" | "density" | "textSize">): string[] {
  const classes = [];
  if (theme !== "system") classes.push(theme);
  if (density === "compact") classes.push("compact");
  if (textSize !== "normal") classes.push(`text-${textSize}`);
  return classes;
}

const all = ["light", "dark", "compact", "text-small", "text-large", "text-larger"];

/** Makes the page look as it was chosen, from now on. */
export function followSettings(): void {
  apply();
  onSettings(apply);
}

function apply(): void {
  const chosen = settings();
  const classes = lookClasses(chosen);
  const root = document.documentElement;
  for (const each of all) root.classList.toggle(each, classes.includes(each));
  colourBrowser(chosen.theme);
  countHours({ language: undefined, "24": "h23" as const, "12": "h12" as const }[chosen.clock]);
  try {
    // `first.js` puts them back before anything is drawn.
    localStorage.setItem("look", classes.join(" "));
  } catch {
    // Then the look comes a moment later.
  }
}

/** The browser's own bars follow the device, or the theme that was chosen instead. */
function colourBrowser(theme: Settings["theme"]): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    const own = (meta.dataset.scheme ??= meta.media.includes("dark") ? "dark" : "light");
    meta.media = theme === "system" ? `(prefers-color-scheme: ${own})` : theme === own ? "all" : "not all";
  }
}
