// What a message's text looks like: paragraphs, links, `code` and fenced code. Anything else is shown as it was
// written. One pass without backtracking, so that no text, however hostile, takes longer than its length.

export type Span =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "paragraph"; spans: Span[] }
  | { kind: "code"; language: string; text: string };

const fence = /^ {0,3}```([^`]*)$/;

/** Cuts a text into what is drawn below each other. An empty line begins a new paragraph; a fence that nobody closes is text. */
export function blocks(text: string): Block[] {
  const lines = text.split("\n");
  const closings = lastFence(lines);
  const result: Block[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    const written = paragraph.join("\n").replace(/^\n+|\n+$/g, "");
    if (written.trim()) result.push({ kind: "paragraph", spans: spans(written) });
    paragraph = [];
  };

  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const opening = at < closings ? fence.exec(line) : null;
    if (opening) {
      let end = at + 1;
      while (!isClosing(lines[end]!)) end++;
      flush();
      result.push({ kind: "code", language: opening[1]!.trim().slice(0, 24), text: lines.slice(at + 1, end).join("\n") });
      at = end;
    } else if (line.trim() === "") {
      flush();
    } else {
      paragraph.push(line);
    }
  }
  flush();
  return result;
}

function isClosing(line: string): boolean {
  return /^ {0,3}```\s*$/.test(line);
}

/** The last line that can close a fence: only fences above it are opened. */
function lastFence(lines: string[]): number {
  for (let at = lines.length - 1; at >= 0; at--) if (isClosing(lines[at]!)) return at;
  return -1;
}

/** Finds `code` and links in a paragraph. */
export function spans(text: string): Span[] {
  const result: Span[] = [];
  let plain = 0;
  const add = (from: number, to: number, span: Span) => {
    if (from > plain) result.push({ kind: "text", text: text.slice(plain, from) });
    result.push(span);
    plain = to;
  };

  for (let at = 0; at < text.length; at++) {
    if (text[at] === "`") {
      const end = text.indexOf("`", at + 1);
      // No other one to the end of the text: the rest holds no code.
      if (end < 0) {
        for (let rest = at + 1; rest < text.length; rest++) rest = link(rest);
        break;
      }
      const inside = text.slice(at + 1, end);
      if (inside.trim() && !inside.includes("\n")) {
        add(at, end + 1, { kind: "code", text: inside });
        at = end;
      }
    } else {
      at = link(at);
    }
  }
  if (plain < text.length) result.push({ kind: "text", text: text.slice(plain) });
  return result;

  /** Takes the link that begins here, if one does; answers where its last character is. */
  function link(at: number): number {
    const written = addressAt(text, at);
    if (!written) return at;
    const found = linkOf(written);
    if (!found) return at + written.length - 1;
    add(at, at + found.text.length, found);
    return plain - 1;
  }
}

const scheme = /https?:\/\//iy;
const body = /[^\s<>"`\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f\u201c\u201d]+/y;

/** What is written like a web address and begins here. */
function addressAt(text: string, at: number): string | undefined {
  const first = text.charCodeAt(at);
  if (first !== 0x68 && first !== 0x48) return;
  if (at > 0 && /\w/.test(text[at - 1]!)) return;
  scheme.lastIndex = at;
  if (!scheme.test(text)) return;
  body.lastIndex = scheme.lastIndex;
  return body.test(text) ? text.slice(at, body.lastIndex) : undefined;
}

/** The link of an address: http and https only, without the punctuation that ends a sentence. */
function linkOf(written: string): Span & { kind: "link" } | undefined {
  const text = written.slice(0, endOfAddress(written));
  if (!URL.canParse(text)) return;
  const url = new URL(text);
  // A name before the host can make one host look like another: "https://bank.example@evil.example".
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return;
  return { kind: "link", text, href: url.href };
}

/** Drops closing punctuation from the end; a bracket stays when it was opened inside. */
function endOfAddress(written: string): number {
  let open = 0;
  for (const character of written) if (character === "(") open++; else if (character === ")") open--;
  let end = written.length;
  for (; end > 0; end--) {
    const last = written[end - 1]!;
    if (last === ")" && open < 0) open++;
    else if (!".,:;!?'*_~]}»’".includes(last)) break;
  }
  return end;
}
