import type { Chat } from "../connection/chat";
import type { Id } from "../contracts";
import { header, personName, unread } from "../engine/selectors";
import { say } from "../language/language";
import type { Turns } from "../outbox/turns";
import type { Marks } from "./marks";
import { type Fresh, freshRooms, inert, isolated, type News, newsOf } from "./news";
import type { Told } from "./show";
import "./words";

/** What the page around the teller knows and can do. */
export interface Surroundings {
  /** Whether somebody looks at the page, and which room it shows while it can be seen. */
  looking(): { attentive: boolean; room: Id | undefined };
  muted(room: Id): boolean;
  tell(told: Told): void;
  takeAway(room: Id): void;
  /** Calls `act` a moment later; what comes until then is told together, and what another device reads is not told at all. */
  settle(act: () => void): void;
}

/** How many of a room's new messages are looked at to say what is new. */
const peeked = 50;

/** Tells of messages that nobody has seen: once each, over all tabs, reloads and reconnects. */
export class Teller {
  private readonly told = new Map<Id, number>();
  private readonly hadUnread = new Set<Id>();
  private planned = false;
  private stopped = false;
  private unsubscribe = () => {};

  constructor(
    private readonly chat: Chat, private readonly me: Id, private readonly marks: Marks, private readonly turns: Turns,
    private readonly around: Surroundings,
  ) {}

  start(): void {
    this.turns.begin(() => this.plan(), () => {});
    this.unsubscribe = this.chat.subscribe(() => this.plan());
    this.attended();
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    this.turns.end();
  }

  /** Somebody looks at this tab now: it knows best what they see, so it is the one that tells. */
  attended(): void {
    if (this.around.looking().attentive) this.turns.seize();
    this.plan();
  }

  private plan(): void {
    if (this.planned || this.stopped) return;
    this.planned = true;
    this.around.settle(() => {
      this.planned = false;
      if (!this.stopped) this.look();
    });
  }

  private look(): void {
    const { state } = this.chat;
    // Before that, what was read elsewhere is not known here.
    if (state.connection !== "live" || state.me !== this.me) return;
    this.takeAwayWhatWasRead();
    if (!this.turns.mine) return;
    for (const fresh of freshRooms(state, this.told)) {
      this.told.set(fresh.room, fresh.to);
      void this.take(fresh, this.isSeen(fresh.room));
    }
  }

  private takeAwayWhatWasRead(): void {
    const { state } = this.chat;
    for (const room of state.memberships.keys()) {
      if (unread(state, room)) this.hadUnread.add(room);
      else if (this.hadUnread.delete(room)) this.around.takeAway(room);
    }
  }

  /** What is on the screen, or in the list beside it under somebody's eyes, needs no telling; nor does a muted room. */
  private isSeen(room: Id): boolean {
    const { attentive, room: shown } = this.around.looking();
    return attentive || shown === room || this.around.muted(room);
  }

  private async take(fresh: Fresh, seen: boolean): Promise<void> {
    const before = await this.marks.raise(this.me, fresh.room, fresh.to).catch(() => fresh.to);
    const from = Math.max(fresh.from, (before ?? 0) + 1);
    if (seen || from > fresh.to) return;
    const news = await this.read({ ...fresh, from });
    // Read here or elsewhere while it was being fetched.
    const { state } = this.chat;
    if (!news || this.stopped || (state.markers.get(fresh.room)?.number ?? 0) >= fresh.to || this.isSeen(fresh.room)) return;
    this.hadUnread.add(fresh.room);
    this.around.tell(this.words(news));
  }

  private async read(fresh: Fresh): Promise<News | undefined> {
    const after = Math.max(fresh.from - 1, fresh.to - peeked);
    const { value } = await this.chat.peek(fresh.room, after, peeked);
    if (value) this.names = new Map(value.people.map(({ id, name, displayName }) => [id, displayName ?? name]));
    // Without an answer, that there is something is told all the same.
    return value ? newsOf(fresh, value.messages, this.me) : { room: fresh.room, number: fresh.from, count: fresh.to - fresh.from + 1 };
  }

  private names = new Map<Id, string>();

  private words({ room, number, count, author, text }: News): Told {
    const { state } = this.chat;
    const place = isolated(header(state, room)?.name ?? "");
    if (author === undefined || text === undefined) return { room, number, title: place, body: say.notifications.messages(count) };
    const name = isolated(state.people.has(author) ? personName(state, author) : this.names.get(author) ?? "…");
    const title = say.notifications.title(name, place);
    return { room, number, title, body: count === 1 ? inert(text) : say.notifications.several(count, inert(text)) };
  }
}
