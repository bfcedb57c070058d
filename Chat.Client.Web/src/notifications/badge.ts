/** Shows how many messages are unread: on the page's icon, and on that of the installed page where the platform has it. */
export function badge(unread: number): void {
  const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (link) {
    const plain = (link.dataset.plain ??= link.getAttribute("href")!);
    link.href = unread > 0 ? `data:image/svg+xml,${encodeURIComponent(markedIcon(unread))}` : plain;
  }
  const platform = navigator as { setAppBadge?: (count: number) => Promise<void>; clearAppBadge?: () => Promise<void> };
  void (unread > 0 ? platform.setAppBadge?.(unread) : platform.clearAppBadge?.())?.catch(() => {});
}

/** The mark as in `public/icon.svg`, with a figure in its corner. */
export function markedIcon(unread: number): string {
  const figure = unread > 99 ? "99" : String(unread);
  const width = figure.length > 1 ? 23 : 17;
  return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#066a82"/>'
    + '<g fill="none" stroke="#fff" stroke-linecap="round"><path d="M13.6 6v20" stroke-width="2.4"/>'
    + '<path d="M7 10.4h2.6M18 10.4h7M18 16h7M7 21.6h2.6" stroke-width="3"/></g>'
    + `<rect x="${32 - width}" y="15" width="${width}" height="17" rx="8.5" fill="#fff"/>`
    + `<text x="${32 - width / 2}" y="28.4" text-anchor="middle" font-family="system-ui,sans-serif" font-size="14" font-weight="700" fill="#152025">${figure}</text></svg>`;
}
