/** How far from the edge a swipe may begin: farther than where the system's own gestures begin. */
const edge = 40;
const begins = 12, leads = .35, fast = .5;

/** A swipe from the conversation's edge leads to the rooms, which show beneath as the finger moves. Answers the way to stop. */
export function swipeToRooms(app: HTMLElement, lead: () => void): () => void {
  let from: { id: number; x: number; y: number; at: number; talk: HTMLElement } | undefined;
  let moved = 0, swiping = false;

  const forward = () => (getComputedStyle(app).direction === "rtl" ? -1 : 1);
  const clear = () => {
    app.classList.remove("is-swiping", "is-settling");
    app.style.removeProperty("--swiped");
  };
  const end = () => {
    from = undefined;
    swiping = false;
  };
  const down = (event: PointerEvent) => {
    const talk = event.target instanceof Element ? event.target.closest<HTMLElement>(".talk") : null;
    if (!talk || event.pointerType !== "touch" || !event.isPrimary || !matchMedia("(max-width: 720px)").matches) return end();
    const frame = talk.getBoundingClientRect();
    const fromEdge = forward() > 0 ? event.clientX - frame.left : frame.right - event.clientX;
    if (fromEdge > edge || isKept(event.target, talk)) return end();
    from = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp, talk };
    moved = 0;
  };
  const move = (event: PointerEvent) => {
    if (!from || event.pointerId !== from.id) return;
    moved = (event.clientX - from.x) * forward();
    const across = Math.abs(event.clientY - from.y);
    if (!swiping) {
      if (across > begins && across > moved) return end();
      if (moved < begins || moved < across * 1.5) return;
      swiping = true;
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) app.classList.add("is-swiping");
    }
    app.style.setProperty("--swiped", `${Math.max(0, moved) * forward()}px`);
  };
  const up = (event: PointerEvent) => {
    if (!from || event.pointerId !== from.id) return;
    const { at, talk } = from, was = swiping;
    end();
    if (!was) return;
    const far = moved > talk.clientWidth * leads || (moved > edge && moved / Math.max(1, event.timeStamp - at) > fast);
    if (event.type === "pointerup" && far) {
      clear();
      lead();
    } else if (app.classList.contains("is-swiping") && moved > 1) {
      app.classList.add("is-settling");
      talk.addEventListener("transitionend", clear, { once: true });
      app.style.setProperty("--swiped", "0px");
    } else clear();
  };

  app.addEventListener("pointerdown", down);
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", up);
  return () => {
    clear();
    app.removeEventListener("pointerdown", down);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", up);
  };
}

/** Whether the finger means something else here: it scrolls sideways, writes, or text is being selected. */
function isKept(target: EventTarget | null, within: HTMLElement): boolean {
  if (getSelection()?.isCollapsed === false) return true;
  for (let each = target instanceof Element ? target : null; each && each !== within; each = each.parentElement) {
    if (each.matches("input, textarea, select, [contenteditable]")) return true;
    if (each.scrollWidth > each.clientWidth && /auto|scroll/.test(getComputedStyle(each).overflowX) && !each.matches(".log")) return true;
  }
  return false;
}
