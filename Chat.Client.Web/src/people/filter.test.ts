import { expect, test } from "vitest";
import { foldedName, matches } from "./filter";

test.each([
  ["swiat", "Tomasz Świątek"], ["ÉLO", "élodie"], [" ben ", "Ben Achterberg"], ["美", "林美玲"], ["لوي", "נועה לוי / لوي"],
])("%s is found in %s", (text, name) => expect(matches(foldedName(text), name)).toBe(true));

test("a user name is found where a display name is shown", () => {
  expect(matches(foldedName("ines.d"), "Inês Duarte", "ines.duarte")).toBe(true);
  expect(matches(foldedName("xyz"), "Inês Duarte", "ines.duarte")).toBe(false);
});
