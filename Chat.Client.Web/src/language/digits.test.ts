import { expect, test } from "vitest";
import { small } from "./digits";
import { languages } from "./language";

for (const { tag, pseudo } of languages) {
  test(`small numbers in ${tag} are written as Intl writes them`, () => {
    const intl = new Intl.NumberFormat(pseudo ? "en" : tag);
    for (let count = 0; count < 1_000; count++) expect(small(count)).toBe(intl.format(count));
  });
}

test("all other numbers are left to Intl", () => {
  for (const count of [-1, .5, 1_000, Infinity, NaN]) expect(small(count)).toBeUndefined();
});
