import { type ComponentChildren, isValidElement } from "preact";
import { expect, test } from "vitest";
import type { ErrorCode } from "../contracts";
import { en } from "./en";
import * as brought from "./en/brought";
import { languages } from "./language";
import { pluralOf } from "./plural";
import { turned } from "./pseudo";

Object.assign(en, brought);

type Entry = string | ((...args: unknown[]) => unknown);

/** What an entry is called with that takes neither numbers nor texts. */
const given: Record<string, unknown[][]> = {
  "errors.told": [[{ code: "not_found", message: "There is no such thing.", final: true }]],
  "accounts.signInWith": [[(text: string) => text]],
};
const counts = [0, 1, 2, 5, 1000];

function entriesOf(part: object, path = ""): [string, Entry][] {
  return Object.entries(part).flatMap(([name, entry]: [string, unknown]) => {
    const at = path ? `${path}.${name}` : name;
    return typeof entry === "object" && entry !== null ? entriesOf(entry, at) : [[at, entry as Entry]];
  });
}

function textOf(drawn: unknown): string {
  if (Array.isArray(drawn)) return drawn.map(textOf).join("");
  if (isValidElement(drawn)) return textOf((drawn.props as { children?: ComponentChildren }).children);
  return drawn === null || drawn === undefined || typeof drawn === "boolean" ? "" : String(drawn);
}

const arities = new Map(entriesOf(en).map(([path, entry]) => [path, entry.length]));

/** All that an entry says. An entry that takes something particular is called with what stands in `given`. */
function said(path: string, entry: Entry): string[] {
  if (typeof entry === "string") return [entry];
  const calls = given[path] ?? counts.map((value) => Array.from({ length: arities.get(path)! }, () => value));
  return calls.map((args) => textOf(entry(...args)));
}

for (const language of languages) {
  test(`${language.name} has the same entries as English, and each says something`, async () => {
    const catalogue = await language.load();
    const entries = (of: object) => entriesOf(of).map(([path, entry]) => `${path} ${typeof entry}`).sort();
    expect(entries(catalogue)).toEqual(entries(en));
    for (const [path, entry] of entriesOf(catalogue)) {
      for (const text of said(path, entry)) {
        expect(text.trim(), path).not.toBe("");
        expect(text, path).not.toMatch(/undefined|NaN|\[object|#/);
      }
    }
  });
}

test("numbers are written as the language writes them, in the form that its rules ask for", async () => {
  const [english, german] = await Promise.all(["en", "de"].map((tag) => languages.find((each) => each.tag === tag)!.load()));
  expect(counts.map((count) => english!.messages.fresh(count))).toEqual(["0 new messages", "1 new message", "2 new messages", "5 new messages", "1,000 new messages"]);
  expect(german!.messages.fresh(1)).toBe("1 neue Nachricht");
  expect(german!.messages.fresh(1000)).toBe("1.000 neue Nachrichten");
  const polish = pluralOf("pl");
  expect([1, 3, 5, 22].map((count) => polish(count, { one: "# plik", few: "# pliki", many: "# plików", other: "# pliku" }))).toEqual(["1 plik", "3 pliki", "5 plików", "22 pliki"]);
});

const codes: Record<ErrorCode, true> = {
  invalid: true, too_long: true, empty: true, forbidden_characters: true, not_found: true, forbidden: true, not_member: true, conflict: true,
  stale: true, name_taken: true, last_owner: true, rate: true, draining: true, busy: true, storage_full: true, unknown: true, signed_out: true,
  upgrade_required: true, hello_first: true, too_many_watches: true, wrong_password: true, locked_out: true, weak_password: true,
  setup_link_invalid: true, setup_required: true, registration_closed: true, foreign_origin: true, wrong_code: true,
};

test("every refusal of the server has a sentence in every language; one that is new is told in the server's words", async () => {
  const { errors } = await languages.find(({ tag }) => tag === "de")!.load();
  const sentences = Object.keys(codes).map((code) => errors.told({ code, message: "English", final: true }));
  expect(sentences).not.toContain("English");
  expect(errors.told({ code: "not_invented_yet", message: "English", final: true })).toBe("English");
  expect(en.errors.told({ code: "invalid", message: "What the server says.", final: true })).toBe("What the server says.");
});

test("the mirrored language turns words round and leaves figures, signs and names alone", () => {
  const part = turned({
    plain: "Here now, 5", deep: { list: ["one"] },
    named: (name: string) => `Join ${name}!`, many: (count: number) => `${count} messages`, linked: (link: (text: string) => string) => `${link("Go")} on`,
  });
  const round = (word: string) => `\u200f\u202e${word}\u202c\u200f`;
  expect(part.plain).toBe(`${round("Here")} ${round("now")}, 5`);
  expect(part.deep.list).toEqual([round("one")]);
  expect(part.named("the hall")).toBe(`${round("Join")} the hall!`);
  expect(part.many(5)).toBe(`5 ${round("messages")}`);
  expect(part.linked((text) => `<${text}>`)).toBe(`<${round("Go")}> ${round("on")}`);
});
