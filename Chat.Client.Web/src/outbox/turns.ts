import type { ChatDatabase } from "./database";

/** Whose turn it is to send an owner's outbox: of all tabs, one. */
export interface Turns {
  /** Waits for the turn; told when it comes and when another tab has taken it away. */
  begin(came: () => void, gone: () => void): void;
  /** Whether it is this tab's turn, as of now. */
  readonly mine: boolean;
  /** Lets the next tab have it, and waits again. */
  pass(): void;
  /** Takes it, whoever has it: the tab that had it doesn't answer. */
  seize(): void;
  /** Leaves for good. */
  end(): void;
}

/** For a page that is alone with its outbox. */
export class OnlyTab implements Turns {
  mine = false;
  begin(came: () => void): void {
    this.mine = true;
    came();
  }
  pass(): void {}
  seize(): void {}
  end(): void {
    this.mine = false;
  }
}

/** Web Locks (https://www.w3.org/TR/web-locks/): the browser hands the turn on when a tab dies. */
export class LockTurns implements Turns {
  private came = () => {};
  private gone = () => {};
  private abort = new AbortController();
  /** The lock that this tab has; of several that it asked for, the newest. */
  private held: { release(): void } | undefined;
  private seizing = false;
  private ended = false;

  /** `name` is that of the lock: tabs that take turns share it. */
  constructor(private readonly name: string, private readonly locks: LockManager = navigator.locks) {}

  get mine(): boolean {
    return this.held !== undefined;
  }

  begin(came: () => void, gone: () => void): void {
    this.came = came;
    this.gone = gone;
    this.request({ signal: this.abort.signal });
  }

  pass(): void {
    if (!this.held) return;
    this.letGo();
    this.request({ signal: this.abort.signal });
  }

  seize(): void {
    // A tab that seized it twice would steal it from itself.
    if (this.held || this.seizing) return;
    // The queued request would otherwise wait behind this tab itself.
    this.abort.abort();
    this.abort = new AbortController();
    this.seizing = true;
    // A request that steals must not carry a signal.
    this.request({ steal: true });
  }

  end(): void {
    this.ended = true;
    this.abort.abort();
    this.letGo();
  }

  private letGo(): void {
    const { held } = this;
    this.held = undefined;
    if (!held) return;
    this.gone();
    held.release();
  }

  private request(how: { steal: true } | { signal: AbortSignal }): void {
    if (this.ended) return;
    let lock: { release(): void } | undefined;
    void this.locks.request(this.name, how, () => {
      if ("steal" in how) this.seizing = false;
      if (this.ended) return undefined;
      return new Promise<void>((release) => {
        this.held = lock = { release };
        this.came();
      });
    }).catch(() => {
      if ("steal" in how) this.seizing = false;
      // Aborted while it waited, or let go since; else another tab seized it.
      if (!lock || this.held !== lock) return;
      this.held = undefined;
      this.gone();
      this.request({ signal: this.abort.signal });
    });
  }
}

export const leaseLasts = 7_000;
const leaseCheck = 2_000;

/** A lease in the database, for a page that came over plain http and so has no Web Locks. */
export class LeaseTurns implements Turns {
  private until = 0;
  private came = () => {};
  private gone = () => {};
  private had = false;
  private passed = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ended = false;

  constructor(
    private readonly owner: string,
    private readonly tab: string,
    private readonly database: ChatDatabase,
    private readonly now: () => number = Date.now,
  ) {}

  /** A tab that slept past its lease must not go on as if it had it. */
  get mine(): boolean {
    return this.now() < this.until;
  }

  begin(came: () => void, gone: () => void): void {
    this.came = came;
    this.gone = gone;
    void this.check(false);
  }

  pass(): void {
    if (!this.mine) return;
    this.passed++;
    this.drop();
    void this.database.endLease(this.owner, this.tab).catch(() => {});
  }

  seize(): void {
    void this.check(true);
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    if (this.had) void this.database.endLease(this.owner, this.tab).catch(() => {});
    this.until = 0;
  }

  private async check(force: boolean): Promise<void> {
    clearTimeout(this.timer);
    // It ran out while the tab slept: whoever was told of it stops, and begins anew.
    if (!this.mine) this.drop();
    const asked = this.now();
    const passed = this.passed;
    const granted = await this.database.lease(this.owner, this.tab, asked, leaseLasts, force).catch(() => false);
    if (this.ended) return;
    this.timer = setTimeout(() => void this.check(false), leaseCheck);
    if (!granted || passed !== this.passed) return this.drop();
    this.until = asked + leaseLasts;
    if (this.had) return;
    this.had = true;
    this.came();
  }

  private drop(): void {
    this.until = 0;
    if (!this.had) return;
    this.had = false;
    this.gone();
  }
}
