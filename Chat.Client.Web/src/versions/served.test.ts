import { expect, test } from "vitest";
import { serverHasOther } from "./served";

const answering = (text: string, status = 200): typeof fetch => () => Promise.resolve(new Response(text, { status }));
const page = `<html><script src="/assets/index-a.js"></script><link href="/assets/index-b.css"></html>`;

test("a page whose files the server still hands out is the newest", async () => {
  expect(await serverHasOther(["/assets/index-a.js", "/assets/index-b.css"], answering(page))).toBe(false);
});

test("a page with a file that the server's page has no more is old", async () => {
  expect(await serverHasOther(["/assets/index-a.js", "/assets/index-0.css"], answering(page))).toBe(true);
});

test("what is no page says nothing: a refusal, a sign-in of a proxy, no network", async () => {
  expect(await serverHasOther(["/assets/index-0.js"], answering(page, 503))).toBe(false);
  expect(await serverHasOther(["/assets/index-0.js"], answering("please wait"))).toBe(false);
  expect(await serverHasOther(["/assets/index-0.js"], () => Promise.reject(new TypeError("offline")))).toBe(false);
});
