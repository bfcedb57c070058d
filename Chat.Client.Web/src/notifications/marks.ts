import type { Id } from "../contracts";
import { change, openDatabase, Reopened } from "../database/database";
import { toldDatabase } from "./told";

/** How far each room has been told of on this device, the same for all tabs and over reloads. */
export interface Marks {
  /** Raises a person's mark in a room, and answers where it stood: of two tabs that ask, one is told the old place. */
  raise(person: Id, room: Id, number: number): Promise<number | undefined>;
}

/** Marks that live as long as the page, for a browser that keeps nothing. */
export class PassingMarks implements Marks {
  private readonly held = new Map<string, number>();

  async raise(person: Id, room: Id, number: number): Promise<number | undefined> {
    const key = `${person} ${room}`;
    const before = this.held.get(key);
    this.held.set(key, Math.max(number, before ?? 0));
    return before;
  }
}

interface Row { person: Id; room: Id; number: number }

/** Marks in a database of their own: a transaction makes reading and raising one step for all tabs. */
export class KeptMarks implements Marks {
  private constructor(private readonly db: Reopened) {}

  static async open(factory: IDBFactory = indexedDB): Promise<KeptMarks> {
    return new KeptMarks(await Reopened.of(() => openDatabase(factory, toldDatabase, 1, (db) => db.createObjectStore("marks", { keyPath: ["person", "room"] }))));
  }

  async raise(person: Id, room: Id, number: number): Promise<number | undefined> {
    let before: number | undefined;
    await this.db.use((db) => change(db, ["marks"], "relaxed", (marks) => {
      const held = marks!.get([person, room]) as IDBRequest<Row | undefined>;
      held.onsuccess = () => {
        before = held.result?.number;
        if (before === undefined || number > before) marks!.put({ person, room, number } satisfies Row);
      };
    }));
    return before;
  }
}
