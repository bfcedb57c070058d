// Adds up what the test runners reported: the ten slowest tests, the failed ones, and the closing line.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, failedSteps] = [process.argv[2], Number(process.argv[3])];
const read = (name) => {
  const file = join(folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
};

const tests = [
  // Pending are those that only run when they are asked for by name.
  ...(read("dotnet.json")?.results.tests ?? []).filter((t) => t.status !== "pending").map((t) => ({ name: t.name, status: t.status, ms: t.duration ?? 0 })),
  ...(read("page.json")?.testResults ?? []).flatMap((file) =>
    file.assertionResults.map((t) => ({ name: t.fullName, status: t.status, ms: t.duration ?? 0 })),
  ),
];

const passed = tests.filter((t) => t.status === "passed").length;
const failures = tests.filter((t) => t.status === "failed" || t.status === "other");
const skipped = tests.length - passed - failures.length;

const line = (t) => `  ${(t.ms / 1000).toFixed(2).padStart(7)} s  ${t.name}`;
console.log("\nSlowest:");
[...tests].sort((a, b) => b.ms - a.ms).slice(0, 10).forEach((t) => console.log(line(t)));
if (failures.length) {
  console.log("\nFailed:");
  failures.forEach((t) => console.log(line(t)));
}

// A step that failed without a failed test (the build, the formatting, a runner that died) counts as one; no test at all too.
const failed = Math.max(failures.length, failedSteps, tests.length ? 0 : 1);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(failed ? 1 : 0);
