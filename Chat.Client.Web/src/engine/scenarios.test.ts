import { expect, test } from "vitest";
import { ScenarioRun, withIds, type Scenario } from "./scenario";

// Those beside the cache are of the page alone: only it is told by the device that the network is lost.
const files = import.meta.glob<Scenario>(["../../../Chat.Tests/Scenarios/*.json", "../cache/scenarios/*.json"], { eager: true, import: "default" });

test("there are scenario files", () => {
  expect(Object.keys(files)).not.toHaveLength(0);
});

for (const [path, scenario] of Object.entries(files)) {
  test(`${path.replace(/^.*\//, "")}: ${scenario.name}`, () => new ScenarioRun().run(withIds(scenario).steps));
}
