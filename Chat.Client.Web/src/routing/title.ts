/** The page's title: what is unread, where one is, whose server it is. */
export function title(unread: number, room: string | undefined, server: string | undefined): string {
  const place = [room, server ?? "ChatService"].filter(Boolean).join(" · ");
  return unread ? `(${unread > 99 ? "99+" : unread}) ${place}` : place;
}
