import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const sheets = readdirSync(new URL("..", import.meta.url), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));

// With `p + p`, Chromium finds the style of all that a list holds anew whenever a line comes into it or leaves it:
// such a rule waits for neighbours of any element, in every list of the page.
test("no rule tells what stands beside an element without a class of its own", () => {
  expect(sheets.length).toBeGreaterThan(10);
  expect(sheets.flatMap((name) => selectors(readFileSync(new URL(`../${name}`, import.meta.url), "utf8")).filter(isBroad).map((each) => `${name}: ${each}`))).toEqual([]);
});

test.each([["p + p", true], [".sheet-text > * + *", true], [".day ~ li", true], ["a:hover + b", true], [".event:not(.event + .event)", false], [".log > ol > :first-child", false]])(
  "%s: %s", (selector, broad) => expect(isBroad(selector)).toBe(broad));

function isBroad(selector: string): boolean {
  return [...selector.matchAll(/([^\s>+~(,]+)\s*[+~]\s*([^\s>+~),]+)/g)].some(([, before, after]) => ![before!, after!].every((compound) => /[.#[]/.test(compound)));
}

/** What a sheet's rules are for. */
function selectors(css: string): string[] {
  return css.replace(/\/\*[^]*?\*\//g, "").split(/[{};]/).map((part) => part.trim()).filter((part) => part && !part.startsWith("@") && !/^[\w-]+\s*:\s/.test(part));
}
