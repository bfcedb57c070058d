/** Places what floats beside what opened it, inside the window, wherever the list around them is cut off. */
export function placeBeside(opener: HTMLElement, floating: HTMLElement): void {
  const at = opener.getBoundingClientRect(), size = floating.getBoundingClientRect();
  const below = at.bottom + 6;
  const top = below + size.height <= innerHeight - 8 ? below : Math.max(8, at.top - 6 - size.height);
  const wanted = getComputedStyle(opener).direction === "rtl" ? at.right - size.width : at.left;
  floating.style.setProperty("top", `${top}px`);
  floating.style.setProperty("left", `${Math.max(8, Math.min(wanted, innerWidth - size.width - 8))}px`);
}
