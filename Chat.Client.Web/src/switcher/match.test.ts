import { expect, test } from "vitest";
import { match } from "./match";

const marked = (typed: string, name: string) => {
  const found = match(typed, name);
  if (!found) return undefined;
  let text = "", at = 0;
  for (const [from, to] of found.hits) {
    text += `${name.slice(at, from)}[${name.slice(from, to)}]`;
    at = to;
  }
  return `${found.rank} ${text}${name.slice(at)}`;
};

test.each([
  ["re", "regatta-2027", "0 [re]gatta-2027"],
  ["re", "kit-and-repairs", "0 kit-and-[re]pairs"],
  ["re", "Andreas Krog", "2 And[re]as Krog"],
  ["re", "spare-oars", "2 spa[re]-oars"],
  ["tg", "tide-gauge", "1 [t]ide-[g]auge"],
  ["tdg", "tide-gauge", "3 [t]i[d]e-[g]auge"],
  ["GAUGE tide", "tide-gauge", "0 [tide]-[gauge]"],
  ["swiatek", "tomasz.świątek", "0 tomasz.[świątek]"],
  ["sondergaard", "Krog-Søndergaard", "0 Krog-[Søndergaard]"],
  ["strasse", "Straße", "0 [Straße]"],
  ["cafe", "cafe\u0301 crew", "0 [cafe\u0301] crew"],
  ["上船", "新手上船", "0 新手[上船]"],
  ["יוסף", "יוסף.מנצור", "0 [יוסף].מנצור"],
  ["dev", "webDev", "0 web[Dev]"],
  ["27", "regatta2027", "2 regatta20[27]"],
  ["2027", "regatta2027", "0 regatta[2027]"],
  ["🌊", "🌊 waves", "0 [🌊] waves"],
  ["", "anything", "0 anything"],
  ["-", "a-b", "2 a[-]b"],
])("%s in %s", (typed, name, expected) => expect(marked(typed, name)).toBe(expected));

test.each([["x", "tide-gauge"], ["eg", "gear"], ["lr", "labcdefghir"], ["tide zz", "tide-gauge"], ["e", "林美玲"]])("%s is not in %s", (typed, name) =>
  expect(match(typed, name)).toBeUndefined());

test("marks lie inside the name, ascend and never overlap, whatever is typed", () => {
  const letters = ["a", "B", "é", "-", " ", "ß", "上", "🌊", "1", "\u0301", "ק"];
  let seed = 7;
  const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
  const word = (most: number) => Array.from({ length: random(most) }, () => letters[random(letters.length)]).join("");
  for (let n = 0; n < 4_000; n++) {
    const name = word(14), found = match(word(4), name);
    let end = -1;
    for (const [from, to] of found?.hits ?? []) {
      expect(from).toBeGreaterThan(end);
      expect(to).toBeGreaterThan(from);
      expect(to).toBeLessThanOrEqual(name.length);
      end = to;
    }
  }
});

test("a name is found by itself and by every word of it", () => {
  for (const name of ["tide-gauge", "Ama Owusu", "learn-to-row-saturday", "新手上船"]) {
    expect(match(name, name)?.rank).toBe(0);
    for (const word of name.split(/[- ]/)) expect(match(word, name)?.rank).toBe(0);
  }
});
