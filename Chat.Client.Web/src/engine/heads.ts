import type { HeadsPage, Id, RoomHead, RoomHeader } from "../contracts";
import { shortestDelay, type Core } from "./core";
import { header } from "./selectors";

/** How far one's rooms are, watched or not. */
export class Heads {
  /** Rooms for which the heads were asked for again on this connection. */
  private readonly wanted = new Set<Id>();
  /** Heads of a database that may have gone back since: the next that comes replaces the held one. */
  readonly old = new Set<Id>();
  private asking = false;
  private due = false;

  constructor(private readonly core: Core) {}

  /** Heads that came by themselves: in an event or a beat. */
  arrived(heads: readonly RoomHead[] | undefined): void {
    for (const { room, revision, number, header } of heads ?? []) {
      this.raise(room, revision, number, header);
      if (!this.header(room)) this.want(room);
    }
  }

  raise(room: Id, revision: number, number: number | undefined, header?: RoomHeader): void {
    const { heads } = this.core.state;
    const held = heads.get(room);
    // Who tells no number doesn't say how far the room has gone back.
    const old = number !== undefined && this.old.delete(room);
    // Its header stays to be drawn until another comes.
    const known = old && held?.header ? { ...held.header, revision: 0 } : held?.header;
    const newest = newer(known, header);
    if (held && !old && revision <= held.revision && (number ?? 0) <= held.number && newest === held.header) return;
    heads.set(room, {
      room,
      revision: old ? revision : Math.max(revision, held?.revision ?? 0),
      number: old ? number : Math.max(number ?? 0, held?.number ?? 0),
      ...(newest && { header: newest }),
    });
    this.core.touchList();
  }

  header(room: Id): RoomHeader | undefined {
    return header(this.core.state, room);
  }

  /** The database may have gone back: in one room, or in all. */
  aged(room?: Id): void {
    for (const each of room === undefined ? this.core.state.heads.keys() : [room]) this.old.add(each);
  }

  /** All heads are to be asked for at the end of the input. */
  ask(): void {
    this.due = true;
  }

  /** A room's head or header is missing: asks once more, soon, for all that miss one. */
  want(room: Id): void {
    if (!this.core.live || this.wanted.has(room)) return;
    this.wanted.add(room);
    if (!this.core.isPlanned("heads")) this.core.after("heads", 200, () => this.ask());
  }

  flush(): void {
    if (!this.due || this.asking || !this.core.live) return;
    this.due = false;
    this.asking = true;
    this.page({});
  }

  disconnected(): void {
    this.wanted.clear();
    this.asking = false;
    this.due = false;
  }

  private askLater(delay = 1_000): void {
    this.core.after("heads", Math.max(shortestDelay, delay), () => this.ask());
  }

  private page(args: { after?: Id }): void {
    const ended = () => void (this.asking = false);
    this.core.call<HeadsPage>("Heads", args, ({ value, error }) => {
      for (const head of value?.heads ?? []) this.raise(head.room, head.revision, head.number, head.header);
      // Pages lead on by id; a server that is stuck on one has no more.
      if (value?.next !== undefined && value.next > (args.after ?? "")) return this.page({ after: value.next });
      ended();
      if (error && !error.final) this.askLater(error.retryAfter);
    }, (why) => {
      ended();
      if (why === "failed") this.askLater();
    });
  }
}

function newer(held: RoomHeader | undefined, header: RoomHeader | undefined): RoomHeader | undefined {
  return held && (!header || header.revision <= held.revision) ? held : header;
}
