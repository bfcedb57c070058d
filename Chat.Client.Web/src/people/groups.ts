import type { ListedMember } from "../engine/selectors";

export interface Group { title: string; members: ListedMember[] }

/** Members under headings that say who is here; in a room too large for presence, one list and a count. */
export function groups(members: readonly ListedMember[], count: number, here: number, presenceMembers: number): Group[] {
  if (count > presenceMembers) return members.length ? [{ title: `Members, ${count.toLocaleString("en")}`, members: [...members] }] : [];
  const of = (state: ListedMember["presence"]) => members.filter((member) => member.presence === state);
  const online = of("online"), away = of("away");
  const offline = Math.max(0, count - Math.max(here, online.length + away.length));
  return [
    { title: `Here now, ${online.length}`, members: online },
    { title: `Away, ${away.length}`, members: away },
    { title: `Offline, ${Math.max(offline, of("offline").length)}`, members: of("offline") },
  ].filter((group) => group.members.length > 0);
}
