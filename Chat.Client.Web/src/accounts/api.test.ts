import { expect, test } from "vitest";
import { accountsAt, deviceName } from "./api";

function answering(status: number, body?: unknown) {
  const asked: { path: string; init: RequestInit }[] = [];
  const send = async (path: unknown, init?: RequestInit) => {
    asked.push({ path: String(path), init: init! });
    return new Response(body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body), { status });
  };
  return { accounts: accountsAt("", send as typeof fetch), asked };
}

test("signing in asks for a cookie", async () => {
  const person = { id: "1", revision: 1, name: "Ann" };
  const { accounts, asked } = answering(200, { person });
  expect(await accounts.signIn("ann", "secret")).toEqual({ ok: true, value: { person } });
  expect(asked[0]).toMatchObject({ path: "/api/sign-in", init: { method: "POST", credentials: "same-origin" } });
  expect(JSON.parse(asked[0]!.init.body as string)).toMatchObject({ userName: "ann", password: "secret", cookie: true });
});

test("an answer without a body is ok", async () => {
  expect(await answering(204).accounts.changePassword("a", "b")).toEqual({ ok: true, value: undefined });
});

test("a refusal is the server's own error", async () => {
  const error = { code: "locked_out", message: "Wait.", final: false, retryAfter: 60_000 };
  expect(await answering(429, error).accounts.signIn("ann", "x")).toEqual({ ok: false, error });
});

test("nobody signed in is signed_out, whatever stands in the body", async () => {
  expect((await answering(401).accounts.signOut()).error).toMatchObject({ code: "signed_out" });
});

test("an answer that is not the chat's is an error that says so", async () => {
  expect((await answering(502, "<html>").accounts.state()).error).toMatchObject({ code: "unknown", final: false });
  expect((await answering(200, "<html>").accounts.state()).error).toMatchObject({ code: "unreachable", final: false });
});

test("a server that can't be reached is an error and not an exception", async () => {
  const accounts = accountsAt("", () => Promise.reject(new TypeError("Failed to fetch")));
  expect((await accounts.state()).error).toMatchObject({ code: "unreachable", final: false });
});

test("a device is named by its browser and system", () => {
  const edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
  expect(deviceName(edge)).toBe("Edge on Windows");
  expect(deviceName("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")).toBe("Firefox on Linux");
  expect(deviceName("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1")).toBe("Safari on iPhone");
  expect(deviceName("")).toBe("Browser");
});
