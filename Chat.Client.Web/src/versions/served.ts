/** The files that the running page was built into: their names hold a hash of what is in them. */
export function builtFrom(): string[] {
  if (typeof document === "undefined") return [];
  // Later stylesheets are of later parts: the page doesn't name them.
  const files = [...document.head.querySelectorAll("script[src]"), document.head.querySelector("link[rel=stylesheet]")];
  return files.flatMap((element) => element?.getAttribute("src") ?? element?.getAttribute("href") ?? []);
}

/** Whether the server hands out another page than the one that runs. */
export async function serverHasOther(own: readonly string[], send: typeof fetch = fetch): Promise<boolean> {
  try {
    const response = await send("/index.html", { cache: "no-cache", signal: AbortSignal.timeout(20_000) });
    if (!response.ok || !own.length) return false;
    const page = await response.text();
    return page.includes("<html") && own.some((path) => !page.includes(path));
  } catch {
    return false;
  }
}
