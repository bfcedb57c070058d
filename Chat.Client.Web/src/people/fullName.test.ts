import { expect, test } from "vitest";
import { fullName } from "./fullName";

test("a display name is followed by the user name, each with a direction of its own", () => {
  expect(fullName("Ann Smith", "ann")).toBe("\u2068Ann Smith\u2069 (\u2068ann\u2069)");
});

test("a user name stands alone", () => expect(fullName("ann", "ann")).toBe("ann"));
