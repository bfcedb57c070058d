import { kept, useKept } from "./kept";

/** How the page looks and behaves on this device, whoever is signed in. */
export interface Settings {
  theme: "system" | "light" | "dark";
  density: "comfortable" | "compact";
  textSize: "small" | "normal" | "large" | "larger";
  /** Of which messages a notification tells while nobody looks at the page. */
  notifications: "off" | "all";
  /** Whether a sound goes with what is told. */
  sound: boolean;
  /** `language`: as is usual where the language is spoken. */
  clock: "language" | "24" | "12";
}

const choices = {
  theme: ["system", "light", "dark"],
  density: ["comfortable", "compact"],
  textSize: ["normal", "small", "large", "larger"],
  notifications: ["off", "all"],
  sound: [false, true],
  clock: ["language", "24", "12"],
} as const satisfies { [Name in keyof Settings]: readonly Settings[Name][] };

/** Settings of whatever was found: the first choice stands where there is none that is known. */
export function readSettings(found: unknown): Settings {
  const held: Record<string, unknown> = typeof found === "object" && found !== null ? { ...found } : {};
  return Object.fromEntries(Object.entries(choices).map(([name, known]) => [
    name, (known as readonly unknown[]).includes(held[name]) ? held[name] : known[0],
  ])) as unknown as Settings;
}

const store = kept("settings", readSettings);

export function settings(): Settings {
  return store.get();
}

export function useSettings(): Settings {
  return useKept(store);
}

/** Changes some of the settings, here and in all tabs at once. */
export function changeSettings(some: Partial<Settings>): void {
  store.set({ ...store.get(), ...some });
}

export const onSettings = store.subscribe;
