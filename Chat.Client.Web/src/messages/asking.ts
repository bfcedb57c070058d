/** How long before the same thing is asked for again, which an answer that brought nothing would make it. */
const pause = 1_000;

/** Asks for more of a room, but not for the same thing again and again. */
export class Asking {
  private readonly asked = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param again Looks once more what there is to ask for. */
  constructor(private readonly again: () => void) {}

  ask(what: string, load: () => void): void {
    const now = performance.now(), wait = (this.asked.get(what) ?? -Infinity) + pause - now;
    if (wait > 0) {
      // Nobody might scroll, and nothing arrive, that would lead here again.
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.again();
      }, wait);
      return;
    }
    if (this.asked.size > 100) this.asked.clear();
    this.asked.set(what, now);
    load();
  }

  /** Somebody wants to go somewhere: what was asked for before doesn't count. */
  forget(): void {
    this.asked.clear();
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
