import { afterPaint } from "../messages/afterPaint";

/** Who has written nothing for so long, in milliseconds, has paused. */
const pause = 400;

const waiting = new Set<() => void>();
let wrote = -Infinity;
let planned = false;

addEventListener("input", ({ target }) => {
  // Whoever has sent what they wrote, or took it back, looks at what comes of it.
  wrote = target instanceof HTMLTextAreaElement && !target.value ? -Infinity : performance.now();
  if (planned || waiting.size === 0) return;
  planned = true;
  afterPaint(() => {
    planned = false;
    for (const go of [...waiting]) go();
  });
}, { capture: true });

/**
 * While somebody writes, calls back as soon as the next key that they press is on the screen, or when they pause: what takes
 * a moment is best done then, for the key after it is as far away as it can be. Answers whether somebody writes.
 */
export function betweenKeys(act: () => void): boolean {
  const left = wrote + pause - performance.now();
  if (left <= 0) return false;
  const go = () => {
    clearTimeout(timer);
    if (waiting.delete(go)) act();
  };
  const timer = setTimeout(go, left);
  waiting.add(go);
  return true;
}
