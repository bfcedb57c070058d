import { useEffect, useState } from "preact/hooks";

/** Something that this device keeps, the same in all tabs. */
export interface Kept<T> {
  get(): T;
  set(value: T): void;
  /** Calls `listener` whenever it changes, here or in another tab; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Keeps a value under a key of the local storage. `read` makes a whole value of whatever was found there. */
export function kept<T>(key: string, read: (found: unknown) => T, storage: Storage | undefined = globalThis.localStorage): Kept<T> {
  const listeners = new Set<() => void>();
  let value = read(parse(storage?.getItem(key)));
  const changed = () => { for (const listener of [...listeners]) listener(); };
  globalThis.addEventListener?.("storage", (event) => {
    // Without a key everything was cleared.
    if (event.storageArea !== storage || (event.key !== key && event.key !== null)) return;
    value = read(parse(storage?.getItem(key)));
    changed();
  });
  return {
    get: () => value,
    set(next) {
      value = next;
      try {
        storage?.setItem(key, JSON.stringify(next));
      } catch {
        // Full, or not allowed: then it lasts as long as the page does.
      }
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is kept, for a view, which is drawn anew when it changes. */
export function useKept<T>(store: Kept<T>): T {
  const [value, setValue] = useState(store.get);
  useEffect(() => {
    const listen = () => setValue(() => store.get());
    listen();
    return store.subscribe(listen);
  }, [store]);
  return value;
}

function parse(text: string | null | undefined): unknown {
  try {
    return text == null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
