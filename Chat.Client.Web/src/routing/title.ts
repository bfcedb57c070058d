/** What a server is called as long as it has told no name. */
export const product = "ChatService";

/** The page's title: what is unread, where one is, whose server it is. */
export function title(unread: number, room: string | undefined, server: string | undefined): string {
  const place = [room, server ?? product].flatMap((name) => (name ? [apart(name)] : [])).join(" · ");
  return unread ? `(${unread > 99 ? "99+" : unread}) ${place}` : place;
}

/** Scripts that run from right to left. */
const turning = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name that turns nothing that stands beside it. */
function apart(name: string): string {
  const plain = name.replace(/\p{Bidi_Control}/gu, "");
  return turning.test(plain) ? `\u2068${plain}\u2069` : plain;
}
