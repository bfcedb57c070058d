import type { AnswerDevice, ChangePassword, ChatError, DeviceAsks, Outcome, ServerState, SignedIn, UserCode } from "../contracts";

/** The account endpoints, with the session in a cookie. A refusal is an `Outcome`; an unreachable server is one too, not final. */
export interface Accounts {
  /** What the server is, and who is signed in. */
  state(): Promise<Outcome<ServerState>>;
  setUp(token: string, userName: string, password: string): Promise<Outcome<SignedIn>>;
  register(userName: string, password: string): Promise<Outcome<SignedIn>>;
  signIn(userName: string, password: string): Promise<Outcome<SignedIn>>;
  signOut(): Promise<Outcome<undefined>>;
  changePassword(current: string, next: string): Promise<Outcome<undefined>>;
  /** The device that shows a code and waits to be let in. */
  lookAtDevice(code: string): Promise<Outcome<DeviceAsks>>;
  /** Lets the device in that shows a code, or doesn't. */
  answerDevice(code: string, allow: boolean): Promise<Outcome<undefined>>;
}

export function accountsAt(server = "", send: typeof fetch = fetch): Accounts {
  async function call<T>(path: string, body?: unknown, method = body === undefined ? "GET" : "POST"): Promise<Outcome<T>> {
    let response: Response;
    try {
      response = await send(server + path, {
        method,
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(20_000),
        headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok) {
        return { ok: true, value: (response.status === 204 ? undefined : await response.json()) as T };
      }
    } catch {
      return { ok: false, error: unreachable };
    }
    return { ok: false, error: await refusal(response) };
  }

  const device = typeof navigator === "undefined" ? undefined : deviceName(navigator.userAgent);
  return {
    state: () => call("/api/state"),
    setUp: (token, userName, password) => call("/api/set-up", { token, userName, password, cookie: true }),
    register: (userName, password) => call("/api/register", { userName, password, cookie: true }),
    signIn: (userName, password) => call("/api/sign-in", { userName, password, cookie: true, device }),
    signOut: () => call("/api/sign-out", undefined, "POST"),
    changePassword: (current, next) => call("/api/password", { current, new: next } satisfies ChangePassword),
    lookAtDevice: (code) => call("/api/devices/look", { code } satisfies UserCode),
    answerDevice: (code, allow) => call("/api/devices/answer", { code, allow } satisfies AnswerDevice),
  };
}

const unreachable: ChatError = {
  code: "unreachable",
  message: "The server can't be reached. Check your connection, then try again.",
  final: false,
};

async function refusal(response: Response): Promise<ChatError> {
  const error = await response.json().catch(() => undefined) as Partial<ChatError> | undefined;
  if (typeof error?.code === "string" && typeof error.message === "string") {
    return { ...error, code: error.code, message: error.message, final: error.final ?? true };
  }
  if (response.status === 401) return { code: "signed_out", message: "Sign in to go on.", final: true };
  return {
    code: "unknown",
    message: `The server answered ${response.status}. Try again in a moment.`,
    final: response.status < 500,
  };
}

/** "Firefox on Linux": what the list of sessions shows. */
export function deviceName(userAgent: string): string {
  const browser = browsers.find(([token]) => userAgent.includes(token))?.[1] ?? "Browser";
  const system = systems.find(([token]) => userAgent.includes(token))?.[1];
  return system ? `${browser} on ${system}` : browser;
}

// Browsers name their ancestors too, so the most particular token comes first.
const browsers = [
  ["Edg", "Edge"], ["OPR/", "Opera"], ["Firefox/", "Firefox"], ["FxiOS/", "Firefox"], ["CriOS/", "Chrome"],
  ["Chrome/", "Chrome"], ["Safari/", "Safari"],
] as const;
const systems = [
  ["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"], ["Linux", "Linux"],
] as const;
