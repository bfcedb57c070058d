import { Icon } from "../design/Icon";
import { memo } from "../design/memo";
import { toast } from "../design/toast";
import { say } from "../language/language";
import { parse } from "../routing/route";
import { blocks, type Block, type Span } from "./said";

/** What somebody said. Nothing of it is ever read as HTML. */
export const SaidText = memo(function SaidText({ text, edited }: { text: string; edited?: boolean }) {
  const drawn = blocks(text);
  const mark = edited && <span class="edited">{say.messages.edited}</span>;
  const last = drawn.at(-1);
  return (
    <>
      {drawn.map((block, at) => block.kind === "code"
        ? <Code key={at} block={block} />
        : <p key={at} dir="auto">{block.spans.map(spanned)}{block === last && mark && <> {mark}</>}</p>)}
      {last?.kind !== "paragraph" && mark && <p>{mark}</p>}
    </>
  );
});

function spanned(span: Span, at: number) {
  switch (span.kind) {
    case "text": return span.text;
    case "code": return <code key={at}>{span.text}</code>;
    case "link": return <a key={at} href={span.href} target={isOwn(span.href) ? undefined : "_blank"} rel="noopener noreferrer nofollow">{span.text}</a>;
  }
}

/** A place of this page: one goes there without leaving it. */
function isOwn(href: string): boolean {
  const { origin, pathname } = new URL(href);
  return origin === location.origin && parse(pathname).at === "room";
}

function Code({ block }: { block: Block & { kind: "code" } }) {
  return (
    <figure class="code">
      {block.language && (
        <figcaption>
          <span>{block.language}</span>
          <button class="tool" type="button" aria-label={say.messages.copyCode} title={say.messages.copy} onClick={() => void copy(block.text, say.messages.codeCopied)}>
            <Icon name="copy" small />
          </button>
        </figcaption>
      )}
      <pre tabIndex={0} dir="ltr"><code>{block.text}</code></pre>
    </figure>
  );
}

/** Puts a text onto the clipboard, also on plain http, where browsers withhold the newer way. */
export async function copy(text: string, told: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A dialog makes all else inert; and whoever copied by a key goes on where they were.
    const focused = document.activeElement, field = document.createElement("textarea");
    field.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    if (!copied) return toast(say.messages.copyRefused);
  }
  toast(told);
}
