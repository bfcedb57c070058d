import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Role } from "../contracts";
import { Icon } from "../design/Icon";
import { later } from "../design/later";
import { memo } from "../design/memo";
import { allMembers, type ListedMember, memberList } from "../engine/selectors";
import type { ChatState, RoomState } from "../engine/state";
import { keyOf } from "../keys/registry";
import { say } from "../language/language";
import { foldedName, matches } from "./filter";
import { type Group, groups, presences } from "./groups";
import { MemberEntry } from "./MemberEntry";
import "./words";

const RemoveMember = later(async () => (await import("./RemoveMember")).RemoveMember);

interface Props {
  state: ChatState;
  room: RoomState;
  /** Draw anew when they rise. */
  version: number;
  peopleVersion: number;
  /** Whether what is known of the members is that of now. */
  live: boolean;
  /** Who is typing, with spaces between them. */
  writing: string;
  myRole: Role | undefined;
  onAdd?: () => void;
  onClose: () => void;
}

/** A list as long as this is taken in at a glance; a longer one can be searched. */
const enough = 12;
/** So many are drawn at once, and so many more when asked for: as many as the server tells in a page. */
const step = 200;
/** How long before a page that may not have come is asked for again; while one is under way, none is. */
const patience = 1_000;

/** A room's members, by who is here. */
export const Members = memo(function Members({ state, room, live, writing, myRole, onAdd, onClose }: Props) {
  const chat = useChat();
  const aside = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    // Over the conversation, it is a place of its own for the keyboard.
    if (getComputedStyle(aside.current!).position === "fixed") aside.current!.querySelector<HTMLElement>("[data-part=close]")?.focus();
  }, []);
  const [removing, remove] = useState<ListedMember>();
  const [filter, setFilter] = useState("");
  const [most, setMost] = useState(step);
  const members = memberList(state, room);
  const count = Math.max(room.memberCount, members.length);
  const whole = allMembers(room);
  const wanted = foldedName(filter);
  const found = wanted ? members.filter(({ name, userName }) => matches(wanted, name, userName)) : members;
  const small = count <= state.limits.presenceMembers;
  // Before the server has told who is here, nobody is known to be gone: oneself is here, for example.
  const told = small && (room.presence.size > 0 || (room.watching === "live" && !myRole));
  // Whoever looks for somebody looks through all of them.
  const seeks = !whole && live && (!!wanted || (most > step && members.length < most));
  useEffect(() => {
    if (!seeks) return;
    const load = () => chat.loadMembers(room.id);
    load();
    const timer = setInterval(load, patience);
    return () => clearInterval(timer);
  }, [seeks, members.length]);
  const rest = (wanted || whole ? found.length : count) - Math.min(found.length, most);
  return (
    <aside ref={aside} class="people" aria-label={say.people.members} onKeyDown={(event) => { if (keyOf(event, "everywhere") === "close" && !event.defaultPrevented) onClose(); }}>
      <header class="bar">
        <h2>{say.people.members}</h2>
        {onAdd && <button class="tool" type="button" aria-label={say.people.addPeople} title={say.people.addPeople} onClick={onAdd}><Icon name="plus" /></button>}
        <button class="tool" type="button" data-part="close" aria-label={say.people.closeMembers} title={say.people.close} onClick={onClose}><Icon name="close" /></button>
      </header>
      {count > enough && (
        <div class="people-filter">
          <input
            class="field" type="search" aria-label={say.people.filter} placeholder={say.people.filter} value={filter} autoCapitalize="none" spellcheck={false}
            onInput={(event) => { setFilter(event.currentTarget.value); setMost(step); }}
          />
        </div>
      )}
      <div class="list">
        {firstOf(most, groups(found, wanted ? found.length : count, told ? (wanted ? { online: 0, away: 0 } : presences(room)) : undefined, live)).map((group) => (
          <section key={group.key}>
            <h3>{group.title}</h3>
            <ul>
              {group.members.map((member) => (
                <MemberEntry
                  key={member.person} {...member} room={room.id} presence={told ? member.presence : undefined} live={live}
                  writing={live && writing.includes(member.person)} mine={member.person === state.me} owned={myRole === "owner"} onRemove={() => remove(member)}
                />
              ))}
            </ul>
          </section>
        ))}
        {wanted && !found.length && whole && <p class="hint">{say.people.filterNone}</p>}
        {wanted && !whole && <p class="hint" role="status">{say.people.filterLoading(members.length, count)}</p>}
        {rest > 0 && (
          <p class="hint">
            {say.people.andMore(rest)}{" "}
            <button class="link" type="button" onClick={() => setMost(most + step)}>{say.people.showMore}</button>
          </p>
        )}
      </div>
      {removing && <RemoveMember room={room.id} person={removing.person} name={removing.name} userName={removing.userName} onClose={() => remove(undefined)} />}
    </aside>
  );
});

/** As many members as are drawn, from the first group on. */
function firstOf(most: number, all: Group[]): Group[] {
  return all.map((group) => {
    const members = group.members.slice(0, most);
    most -= members.length;
    return { ...group, members };
  }).filter((group) => group.members.length);
}
