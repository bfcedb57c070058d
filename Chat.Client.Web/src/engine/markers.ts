import type { Id, Outcome, ReadMarker } from "../contracts";
import type { Core } from "./core";

/** How far the person has read, told to the server and by it. */
export class Markers {
  /** Rooms and the newest number shown in them that the marker has not reached. */
  private readonly wanted = new Map<Id, { number: number; generation: number | undefined }>();
  private readonly asking = new Set<Id>();

  constructor(private readonly core: Core) {}

  merge(markers: readonly ReadMarker[]): void {
    const held = this.core.state.markers;
    for (const marker of markers) {
      const before = held.get(marker.room);
      if (before && before.revision >= marker.revision) continue;
      held.set(marker.room, marker);
      this.core.touchList();
    }
  }

  seen(room: Id, number: number): void {
    const { heads, markers } = this.core.state;
    const shown = Math.min(number, heads.get(room)?.number ?? 0);
    if (shown <= (this.wanted.get(room)?.number ?? 0)) return;
    this.wanted.set(room, { number: shown, generation: markers.get(room)?.generation });
  }

  markUnread(room: Id, number: number): void {
    const marker = this.core.state.markers.get(room);
    if (!this.core.live || !marker) return;
    this.wanted.delete(room);
    this.core.call<ReadMarker>("MarkUnread", { room, number, generation: marker.generation }, ({ value }) => {
      if (value) this.merge([value]);
    });
  }

  /** Forgets what one person wanted before another's rooms are shown. */
  forgetAll(): void {
    this.wanted.clear();
  }

  flush(): void {
    const { state, live } = this.core;
    if (!live) return;
    for (const [room, { number, generation }] of this.wanted) {
      const marker = state.markers.get(room);
      if (!marker || !state.memberships.get(room)?.role || this.asking.has(room)) continue;
      // Another device has marked the room unread since: what was shown here before doesn't undo that.
      const undone = generation !== undefined && generation !== marker.generation;
      if (undone || number <= marker.number) this.wanted.delete(room);
      else this.ask(room, number, marker.generation);
    }
  }

  private ask(room: Id, number: number, generation: number): void {
    this.asking.add(room);
    this.core.call<ReadMarker>("MarkRead", { room, number, generation }, ({ value }: Outcome<ReadMarker>) => {
      this.asking.delete(room);
      if (value) this.merge([value]);
      const stillWanted = value?.generation === generation && (this.wanted.get(room)?.number ?? 0) > number;
      if (!stillWanted) this.wanted.delete(room);
    }, (why) => {
      this.asking.delete(room);
      if (why === "failed") this.wanted.delete(room);
    });
  }
}
