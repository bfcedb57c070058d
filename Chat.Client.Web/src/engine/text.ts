import type { ChatError, Limits } from "../contracts";

const encoder = new TextEncoder();

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/** A text as it is kept: LF ends its lines. */
export function normalizeText(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** Why a text can't be sent, by the rules of the server; none when it can. */
export function refuseText(text: string, limits: Limits): ChatError | undefined {
  if (/^\p{White_Space}*$/u.test(text)) return refusal("empty", "Write something before sending.");
  const forbidden = /[\x00-\x08\x0b-\x1f\x7f]/.exec(text);
  if (forbidden) {
    const code = forbidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return refusal("forbidden_characters", `The text has a control character (U+${code}) that can't be shown. Remove it.`);
  }
  if (/\p{Surrogate}/u.test(text)) {
    return refusal("forbidden_characters", "The text has half of a character at its end or in the middle. Remove it.");
  }
  const over = utf8Bytes(text) - limits.textBytes;
  if (over > 0) {
    return refusal("too_long", `The text is ${over} bytes longer than the ${limits.textBytes} allowed. Shorten or split it.`);
  }
  return undefined;
}

function refusal(code: string, message: string): ChatError {
  return { code, message, final: true };
}

/** At least what a message's JSON takes in bytes, whoever writes it. */
export function jsonBytes(text: string): number {
  let bytes = 160;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) bytes += 6;
    else bytes += unit === 0x22 || unit === 0x5c || unit === 0x09 || unit === 0x0a ? 2 : 1;
  }
  return bytes;
}
