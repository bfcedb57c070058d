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

/** Web Locks: the browser hands the turn on when a tab dies. */
export class LockTurns implements Turns {
  mine = false;
  private came = () => {};
  private gone = () => {};
  private release = () => {};
  private abort = new AbortController();
  private ended = false;

  constructor(private readonly owner: string, private readonly locks: LockManager = navigator.locks) {}

  begin(came: () => void, gone: () => void): void {
    this.came = came;
    this.gone = gone;
    this.request({});
  }

  pass(): void {
    if (!this.mine) return;
    this.release();
    this.request({});
  }

  seize(): void {
    if (this.mine) return;
    // The queued request would otherwise wait behind this tab itself.
    this.abort.abort();
    this.abort = new AbortController();
    this.request({ steal: true });
  }

  end(): void {
    this.ended = true;
    this.abort.abort();
    this.release();
  }

  private request(how: { steal?: boolean }): void {
    if (this.ended) return;
    let held = false;
    // A request that steals must not carry a signal.
    const options = how.steal ? how : { signal: this.abort.signal };
    void this.locks.request(`chat-outbox ${this.owner}`, options, () => new Promise<void>((resolve) => {
      held = this.mine = true;
      this.release = () => {
        held = this.mine = false;
        this.release = () => {};
        this.gone();
        resolve();
      };
      this.came();
    })).catch(() => {
      // Aborted while it waited, or another tab seized it.
      if (!held) return;
      this.mine = false;
      this.release = () => {};
      this.gone();
      this.request({});
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
