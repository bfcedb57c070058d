import { brotliCompressSync } from "node:zlib";

/** What of a built file matters here; Rollup's bundle fits. */
export type BuiltFile =
  | { type: "chunk"; name: string; fileName: string; isEntry: boolean; imports: string[]; code: string; viteMetadata?: { importedCss: Set<string> } }
  | { type: "asset"; fileName: string; source: string | Uint8Array };

export interface Weights {
  /** Script for the first screen, the sign-in page as well as a room, in bytes of Brotli. */
  script: number;
  /** The same for who reads German: the page waits for that language before it draws. */
  german: number;
  /** As `script`, with its styles and the document. */
  everything: number;
  /** Script that is fetched later, or never. */
  later: number;
}

/** Fetched by `import()`, but at once: no room is live without them. */
const atOnce = new Set(["hub"]);

/** How far the page may grow. */
export const most = { script: 60_000, everything: 120_000 };

/** Weighs a built page: what is imported by `import()` comes later, unless a room needs it at once; all else before the first screen. */
export function weigh(bundle: Record<string, BuiltFile>): Weights {
  const files = Object.values(bundle);
  const first = needed((chunk) => chunk.isEntry || atOnce.has(chunk.name));
  const german = needed((chunk) => first.has(chunk.fileName) || chunk.name === "de");
  const sum = (some: BuiltFile[]) => some.reduce((bytes, file) => bytes + compressed(file), 0);
  const scripts = files.filter((file) => file.type === "chunk");
  const others = files.filter((file) => file.type === "asset" && (first.has(file.fileName) || file.fileName.endsWith(".html")));
  const of = (names: Set<string>) => sum(scripts.filter(({ fileName }) => names.has(fileName)));
  const script = of(first);
  return { script, german: of(german), everything: script + sum(others), later: sum(scripts.filter(({ fileName }) => !first.has(fileName))) };

  /** Some scripts, what they import and their styles. */
  function needed(which: (chunk: BuiltFile & { type: "chunk" }) => boolean): Set<string> {
    const names = new Set<string>();
    const take = (name: string) => {
      const chunk = bundle[name];
      if (chunk?.type !== "chunk" || names.has(name)) return;
      names.add(name);
      chunk.imports.forEach(take);
      chunk.viteMetadata?.importedCss.forEach((css) => names.add(css));
    };
    for (const file of files) if (file.type === "chunk" && which(file)) take(file.fileName);
    return names;
  }
}

/** What is too heavy, as a sentence; none when nothing is. */
export function fault({ script, everything }: Weights): string | undefined {
  const advice = "Load a part that the first screen can do without by `later` (src/design/later.tsx).";
  if (script > most.script) return `The first screen needs ${kilobytes(script)} of script, more than ${kilobytes(most.script)}. ${advice}`;
  if (everything > most.everything) return `The first screen needs ${kilobytes(everything)}, more than ${kilobytes(most.everything)}. ${advice}`;
  return;
}

/** A step of the build that ends it when the page has grown too heavy. */
export function budget() {
  return {
    name: "budget",
    apply: "build" as const,
    writeBundle(this: { info(said: string): void; error(said: string): never }, _: unknown, bundle: object) {
      const weights = weigh(bundle as Record<string, BuiltFile>);
      const wrong = fault(weights);
      if (wrong) this.error(wrong);
      this.info(`first screen: ${kilobytes(weights.script)} of script (in German ${kilobytes(weights.german)}), ${kilobytes(weights.everything)} with all else; later parts: ${kilobytes(weights.later)} (Brotli)`);
    },
  };
}

function compressed(file: BuiltFile): number {
  return brotliCompressSync(file.type === "chunk" ? file.code : file.source).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
