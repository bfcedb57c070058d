// The server's policy lets no text become markup or code (`require-trusted-types-for 'script'`). The one place where the
// page itself needs that is the address of its service worker; nobody's words can come here.

interface Policy { createScriptURL(url: string): string }
interface Factory { createPolicy(name: string, rules: Policy): Policy }

const worker = "/sw.js";
const rules: Policy = {
  createScriptURL: (url) => {
    if (url !== worker) throw new TypeError("This page makes no code from text.");
    return url;
  },
};

let trusted: string | undefined;

/** Where the service worker is, in the form that browsers with trusted types ask for. */
export function trustedWorker(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  return trusted ??= (trustedTypes?.createPolicy("page", rules) ?? rules).createScriptURL(worker);
}
