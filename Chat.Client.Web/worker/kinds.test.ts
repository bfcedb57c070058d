import { expect, test } from "vitest";
import { kindOf } from "./kinds";

const origin = "https://chat.example";
const known = (path: string) => path === "/icon.svg" || path === "/index.html";
const kind = (path: string, mode = "navigate") => kindOf(new URL(path, origin).href, mode, origin, known);

test.each(["/", "/rooms/0195b3a2-7f00-7abc-8def-0123456789ab", "/rooms/x/12?y=1", "/sign-in", "/set-up", "/index.html", "/chatter", "/apiary"])(
  "%s is a place of the page", (path) => expect(kind(path)).toBe("page"));

test.each(["/api/me", "/api", "/chat", "/chat/negotiate", "/healthz", "/readyz", "/icon.svg", "/files/report.pdf"])(
  "%s is left to the browser", (path) => expect(kind(path)).toBe("other"));

test("the page's files are its own, what it asks the server is not", () => {
  expect(kind("/assets/index-abc.js", "cors")).toBe("file");
  expect(kind("/icon.svg", "no-cors")).toBe("file");
  expect(kind("/index.html", "cors")).toBe("other");
  expect(kind("/api/me", "cors")).toBe("other");
  expect(kind("/chat/negotiate?negotiateVersion=1", "cors")).toBe("other");
  expect(kind("/pictures/1", "no-cors")).toBe("other");
});

test("other origins are none of the worker's business", () => {
  expect(kindOf("https://elsewhere.example/", "navigate", origin, known)).toBe("other");
});
