// Compares two pictures: node tools/compare.mjs APPROVED ACTUAL DIFFERENCE
// Prints how many pixels differ, and writes a picture of them; of different sizes, all do.
import { readFile, writeFile } from "node:fs/promises";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

const [approved, actual] = await Promise.all(process.argv.slice(2, 4).map(async (file) => PNG.sync.read(await readFile(file))));
const { width, height } = approved;
if (width !== actual.width || height !== actual.height) {
  console.log(Math.max(width * height, actual.width * actual.height));
} else {
  const difference = new PNG({ width, height });
  // How a letter's edge is smoothed differs between versions of the font library, and is no difference.
  console.log(pixelmatch(approved.data, actual.data, difference.data, width, height, { threshold: .15 }));
  await writeFile(process.argv[4], PNG.sync.write(difference));
}
