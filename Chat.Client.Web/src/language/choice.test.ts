import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bestLanguage, chooseLanguage, offeredLanguages, regional, startLanguage, storedLanguage } from "./choice";
import { english, onLanguage, say, speak, spoken, tag } from "./language";

const root = { lang: "", dir: "" };
let stored: Record<string, string>;
let elsewhere: (event: { key: string; newValue: string | null }) => void;

beforeEach(() => {
  stored = {};
  vi.stubGlobal("document", { documentElement: root });
  vi.stubGlobal("location", { search: "" });
  vi.stubGlobal("addEventListener", (_: string, listener: typeof elsewhere) => { elsewhere = listener; });
  vi.stubGlobal("navigator", { languages: ["fr-FR", "de-AT", "en-GB"] });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => { stored[key] = value; },
    removeItem: (key: string) => { delete stored[key]; },
  });
});
afterEach(async () => {
  await speak(english);
  vi.unstubAllGlobals();
});

test("the first language of the device that the page speaks is taken, whatever its region", () => {
  expect(bestLanguage(["fr-FR", "de-AT", "en-GB"]).tag).toBe("de");
  expect(bestLanguage(["EN-nz", "de"]).tag).toBe("en");
  expect(bestLanguage(["fr", "pt-BR"]).tag).toBe("en");
  expect(bestLanguage([]).tag).toBe("en");
});

test("dates and numbers follow the region", () => {
  expect(regional(english, ["de", "en-GB"])).toBe("en-GB");
  expect(regional(english, ["de"])).toBe("en");
});

test("the page starts in the device's language", async () => {
  await startLanguage();
  expect([spoken.tag, tag, root.lang, root.dir, say.messages.today]).toEqual(["de", "de-AT", "de", "ltr", "Heute"]);
});

test("a choice is kept, and taken back", async () => {
  const heard = vi.fn();
  const stop = onLanguage(heard);
  await chooseLanguage("en");
  expect([storedLanguage(), spoken.tag, tag]).toEqual(["en", "en", "en-GB"]);
  await startLanguage();
  expect(spoken.tag).toBe("en");
  await chooseLanguage(undefined);
  expect([storedLanguage(), spoken.tag]).toEqual([undefined, "de"]);
  expect(heard).toHaveBeenCalledTimes(3);
  stop();
});

test("what was stored and is no language any more counts as no choice", async () => {
  stored.language = "tlh";
  expect(storedLanguage()).toBeUndefined();
  await startLanguage();
  expect(spoken.tag).toBe("de");
});

test("the address can ask for a language for one visit", async () => {
  vi.stubGlobal("location", { search: "?language=en" });
  await startLanguage();
  expect([spoken.tag, storedLanguage()]).toEqual(["en", undefined]);
});

test("a choice made in another tab is followed", async () => {
  await startLanguage();
  const heard = new Promise<void>((resolve) => onLanguage(resolve));
  elsewhere({ key: "language", newValue: "en" });
  await heard;
  expect(spoken.tag).toBe("en");
});

test("of two choices in a row the later one is spoken", async () => {
  await Promise.all([chooseLanguage("de"), chooseLanguage("en")]);
  expect([spoken.tag, storedLanguage()]).toEqual(["en", "en"]);
});

test("languages are offered by their own names", () => {
  expect(offeredLanguages().map(({ name }) => name)).toEqual(["English", "Deutsch"]);
});
