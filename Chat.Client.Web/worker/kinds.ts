/** What is the server's alone: never kept, never answered from here. */
const servers = ["/api", "/chat", "/healthz", "/readyz", "/metrics"];

/**
 * What a request is for: the page (by any of its addresses), one of its files, or something that is none of the worker's
 * business.
 */
export function kindOf(url: string, mode: string, origin: string, known: (path: string) => boolean): "page" | "file" | "other" {
  const { origin: of, pathname: path } = new URL(url);
  if (of !== origin || servers.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return "other";
  // A page that asks for the page wants to know what the server has now.
  if (mode !== "navigate") return path !== "/index.html" && (path.startsWith("/assets/") || known(path)) ? "file" : "other";
  // As on the server: what has a dot in its last part is a file, all else is a place of the page.
  return path.endsWith("/index.html") || !path.slice(path.lastIndexOf("/")).includes(".") ? "page" : "other";
}
