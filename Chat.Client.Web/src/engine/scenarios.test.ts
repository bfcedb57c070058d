import { expect, test } from "vitest";
import { ScenarioRun, withIds, type Scenario } from "./scenario";

const files = import.meta.glob<Scenario>("../../../Chat.Tests/Scenarios/*.json", { eager: true, import: "default" });

test("there are scenario files", () => {
  expect(Object.keys(files)).not.toHaveLength(0);
});

for (const [path, scenario] of Object.entries(files)) {
  test(`${path.replace(/^.*\//, "")}: ${scenario.name}`, () => new ScenarioRun().run(withIds(scenario).steps));
}
