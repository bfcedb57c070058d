import { expect, test } from "vitest";

// The page mirrors where people read from right to left, so no style names a side of the screen.

const property = /^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)$/;
const side = /^(?:left|right)\b/;

/** What of a style sheet would not mirror. */
function sidesIn(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)/g)].filter(([, name, value]) => isSided(name!, value!.trim())).map(([whole]) => whole.trim());
}

function isSided(name: string, value: string): boolean {
  if (property.test(name)) return true;
  if (/^(text-align|float|clear|justify-\w+)$/.test(name)) return side.test(value);
  if (/^(margin|padding|inset|border-(?:width|color|style)|border-radius|scroll-(?:margin|padding))$/.test(name)) {
    const [, second, , fourth] = parts(value);
    return name === "border-radius" ? parts(value).length > 1 && !/\//.test(value) : fourth !== undefined && second !== fourth;
  }
  return false;
}

/** The values of a shorthand, with brackets kept whole. */
function parts(value: string): string[] {
  const result: string[] = [];
  let depth = 0, part = "";
  for (const character of `${value} `) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character === " " && depth === 0) {
      if (part) result.push(part);
      part = "";
    } else part += character;
  }
  return result;
}

test("a style that names a side is found", () => {
  expect(sidesIn(".a { margin-left: 2px; left: 0; text-align: right; padding: 1px 2px 3px 4px; border-left: 0 }")).toHaveLength(5);
  expect(sidesIn(".a { margin-inline: 2px 4px; text-align: start; padding: 1px 2px 3px 2px; inset: 0; left-over: 1 } /* left: 0 */")).toEqual([]);
  expect(sidesIn(".a { padding: 6px 8px calc(6px + env(safe-area-inset-bottom)) 8px; }")).toEqual([]);
});

test("no style names a side of the screen", () => {
  const files = Object.entries(import.meta.glob<string>("../**/*.css", { query: "?raw", import: "default", eager: true }));
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap(([file, css]) => sidesIn(css).map((found) => `${file}: ${found}`))).toEqual([]);
});
