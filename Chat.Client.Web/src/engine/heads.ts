import type { HeadsPage, Id, RoomHead, RoomHeader } from "../contracts";
import type { Core } from "./core";

/** How far one's rooms are, watched or not. */
export class Heads {
  /** Rooms for which the heads were asked for again on this connection. */
  private readonly wanted = new Set<Id>();
  /** Heads of a database that may have gone back since: the next that comes replaces the held one. */
  private readonly old = new Set<Id>();
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

  raise(room: Id, revision: number, number: number, header?: RoomHeader): void {
    const { heads } = this.core.state;
    const held = heads.get(room);
    const old = this.old.delete(room);
    const newest = newer(held?.header, header);
    if (held && !old && revision <= held.revision && number <= held.number && newest === held.header) return;
    heads.set(room, {
      room,
      revision: old ? revision : Math.max(revision, held?.revision ?? 0),
      number: old ? number : Math.max(number, held?.number ?? 0),
      ...(newest && { header: newest }),
    });
    this.core.touchList();
  }

  /** The room's header, from its head or from the room itself. */
  header(room: Id): RoomHeader | undefined {
    return newer(this.core.rooms.get(room)?.header, this.core.state.heads.get(room)?.header);
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

  private page(args: { after?: Id }): void {
    const ended = () => void (this.asking = false);
    this.core.call<HeadsPage>("Heads", args, ({ value, error }) => {
      for (const head of value?.heads ?? []) this.raise(head.room, head.revision, head.number, head.header);
      if (value?.next !== undefined) return this.page({ after: value.next });
      ended();
      if (error && !error.final) this.core.after("heads", error.retryAfter ?? 1_000, () => this.ask());
    }, ended);
  }
}

function newer(held: RoomHeader | undefined, header: RoomHeader | undefined): RoomHeader | undefined {
  return held && (!header || header.revision <= held.revision) ? held : header;
}
