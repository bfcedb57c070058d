import { expect, test } from "vitest";
import { empty, isLoaded } from "./useHeard";

test("the first page of a room is loaded", () => expect(isLoaded(undefined, { from: 1, to: 9 })).toBe(true));
test("what comes below has arrived", () => expect(isLoaded({ from: 1, to: 9 }, { from: 1, to: 10 })).toBe(false));
test("what comes below has arrived, also when the oldest lines go", () => expect(isLoaded({ from: 1, to: 9 }, { from: 4, to: 12 })).toBe(false));
test("what comes above is loaded", () => expect(isLoaded({ from: 5, to: 9 }, { from: 1, to: 9 })).toBe(true));
test("another place is loaded", () => expect(isLoaded({ from: 5, to: 9 }, { from: 50, to: 90 })).toBe(true));
test("the first words in an empty room have arrived", () => expect(isLoaded(empty, { from: 1, to: 1 })).toBe(false));
