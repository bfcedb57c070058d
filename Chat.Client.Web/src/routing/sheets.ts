// On a phone, what lies over the page is a step of the history: back closes it and leads to what is behind.

interface Sheet { close: () => void }

const open: Sheet[] = [];
/** Steps that were taken back and whose event has not come yet. */
let returning = 0;
/** A step whose sheet was closed just now: the next one may take it over. */
let vacant = false;

/** Where back is a button or a gesture that is always at hand. */
export function hasBackGesture(): boolean {
  return matchMedia("(max-width: 720px), (pointer: coarse)").matches;
}

function depth(): number {
  const { sheet } = (history.state ?? {}) as { sheet?: unknown };
  return typeof sheet === "number" ? sheet : 0;
}

/** Something was laid over the page. Answers the way to tell that it was taken away. */
export function laySheet(close: () => void): () => void {
  if (!hasBackGesture()) return () => {};
  const sheet: Sheet = { close };
  open.push(sheet);
  if (vacant && depth() === open.length) vacant = false;
  else history.pushState({ ...history.state, sheet: open.length }, "");
  return () => {
    const at = open.indexOf(sheet);
    // Closed by the step back itself.
    if (at < 0) return;
    open.splice(at, 1);
    // Where one went on from the sheet, its step has become that of the new place.
    if (depth() !== at + 1) return;
    vacant = true;
    queueMicrotask(() => {
      if (!vacant) return;
      vacant = false;
      returning++;
      history.back();
    });
  };
}

/** To be asked at every step through the history: whether it only took sheets away. */
export function tookSheets(): boolean {
  if (returning > 0) {
    returning--;
    return true;
  }
  const left = depth();
  if (open.length <= left) return false;
  for (const { close } of open.splice(left).reverse()) close();
  return true;
}

/** Whether the present step of the history is a sheet's: a new place takes it over. */
export function onSheet(): boolean {
  return depth() > 0;
}

/** A page that is loaded anew has no sheets. */
export function dropSheets(): void {
  if (onSheet()) history.replaceState(null, "");
}
