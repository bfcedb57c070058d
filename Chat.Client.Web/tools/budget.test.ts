import { describe, expect, test } from "vitest";
import { type BuiltFile, fault, most, weigh } from "./budget";

const noise = (bytes: number) => String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes)));
const chunk = (fileName: string, code: string, more: Partial<BuiltFile & { type: "chunk" }> = {}): BuiltFile =>
  ({ type: "chunk", name: fileName.replace(".js", ""), fileName, isEntry: false, imports: [], code, ...more });
const bundle = (...files: BuiltFile[]) => Object.fromEntries(files.map((file) => [file.fileName, file]));

describe("the weight of the page", () => {
  test("counts the entry, what it imports and their styles, but not what comes later", () => {
    const light = weigh(bundle(chunk("main.js", "a", { isEntry: true })));
    const weights = weigh(bundle(
      chunk("main.js", "a", { isEntry: true, imports: ["shared.js"], viteMetadata: { importedCss: new Set(["main.css"]) } }),
      chunk("shared.js", noise(500), { imports: ["main.js"] }),
      chunk("hub.js", noise(300)),
      chunk("de.js", noise(4_000), { imports: ["shared.js"] }),
      chunk("dialog.js", noise(9_000), { imports: ["shared.js"], viteMetadata: { importedCss: new Set(["dialog.css"]) } }),
      { type: "asset", fileName: "main.css", source: noise(2_000) },
      { type: "asset", fileName: "dialog.css", source: noise(9_000) },
      { type: "asset", fileName: "index.html", source: noise(100) },
    ));
    expect(weights.script).toBeGreaterThan(light.script + 800);
    expect(weights.script).toBeLessThan(1_800);
    expect(weights.german).toBeGreaterThan(weights.script + 3_000);
    expect(weights.everything).toBeGreaterThan(weights.script + 2_000);
    expect(weights.everything).toBeLessThan(6_000);
    expect(weights.later).toBeGreaterThan(9_000);
  });

  test("too much of it is a fault", () => {
    expect(fault({ ...most, german: 10 ** 9, later: 10 ** 9 })).toBeUndefined();
    expect(fault({ script: most.script + 1, german: 0, everything: most.script + 1, later: 0 })).toContain("script");
    expect(fault({ script: 1, german: 0, everything: most.everything + 1, later: 0 })).toContain("120.0 kB");
  });
});
