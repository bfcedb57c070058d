/**
 * A small whole number, which every language of the page writes with the same digits alone; nothing for any other number.
 * Most numbers are small, and the first formatter that a page asks for takes tens of milliseconds.
 */
export function small(count: number): string | undefined {
  return Number.isInteger(count) && count >= 0 && count < 1_000 ? String(count) : undefined;
}
