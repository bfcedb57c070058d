import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Outcome, PresenceState, Role } from "../contracts";
import { Icon } from "../design/Icon";
import { Menu, type MenuItem } from "../design/Menu";
import { memo } from "../design/memo";
import { toast } from "../design/toast";
import { allMembers, type ListedMember, memberList } from "../engine/selectors";
import type { ChatState, RoomState } from "../engine/state";
import { Face } from "./Face";
import { groups } from "./groups";
import { RemoveMember } from "./RemoveMember";

interface Props {
  state: ChatState;
  room: RoomState;
  /** Draw anew when they rise. */
  version: number;
  peopleVersion: number;
  myRole: Role | undefined;
  onAdd?: () => void;
  onClose: () => void;
}

/** A room's members, by who is here. */
export const Members = memo(function Members({ state, room, myRole, onAdd, onClose }: Props) {
  const chat = useChat();
  const aside = useRef<HTMLElement>(null);
  useEffect(() => {
    // Over the conversation, it is a place of its own for the keyboard.
    if (getComputedStyle(aside.current!).position === "fixed") aside.current!.querySelector<HTMLElement>("[aria-label='Close members']")?.focus();
  }, []);
  const [removing, remove] = useState<ListedMember>();
  const members = memberList(state, room);
  const count = Math.max(room.memberCount, members.length);
  return (
    <aside ref={aside} class="people" aria-label="Members" onKeyDown={(event) => { if (event.key === "Escape") onClose(); }}>
      <header class="bar">
        <h2>Members</h2>
        {onAdd && <button class="tool" type="button" aria-label="Add people" title="Add people" onClick={onAdd}><Icon name="plus" /></button>}
        <button class="tool" type="button" aria-label="Close members" title="Close" onClick={onClose}><Icon name="close" /></button>
      </header>
      <div class="list">
        {groups(members, count, room.here, state.limits.presenceMembers).map((group) => (
          <section key={group.title.split(",")[0]}>
            <h3>{group.title}</h3>
            <ul>
              {group.members.map((member) => (
                <MemberEntry
                  key={member.person} room={room.id} person={member.person} name={member.name} role={member.role} presence={count > state.limits.presenceMembers ? undefined : member.presence}
                  mine={member.person === state.me} owned={myRole === "owner"} onRemove={() => remove(member)}
                />
              ))}
            </ul>
          </section>
        ))}
        {!allMembers(room) && count > members.length && (
          <p class="hint">
            And {(count - members.length).toLocaleString("en")} more.{" "}
            <button class="link" type="button" onClick={() => chat.loadMembers(room.id)}>Show more</button>
          </p>
        )}
      </div>
      {removing && <RemoveMember room={room.id} member={removing} onClose={() => remove(undefined)} />}
    </aside>
  );
});

interface EntryProps extends Omit<ListedMember, "presence"> { room: string; presence?: PresenceState; mine: boolean; owned: boolean; onRemove: () => void }

function MemberEntry({ room, person, name, role, presence, mine, owned, onRemove }: EntryProps) {
  const chat = useChat();
  const say = async (outcome: Promise<Outcome<unknown>>) => {
    const { error } = await outcome;
    if (error) toast(error.message);
  };
  const items: MenuItem[] = [
    role === "owner"
      ? { icon: "person", label: "Make a member", act: () => void say(chat.setRole(room, person, "member")) }
      : { icon: "person", label: "Make an owner", act: () => void say(chat.setRole(room, person, "owner")) },
  ];
  if (!mine) items.push({ icon: "trash", label: "Remove from the room", grave: true, apart: true, act: onRemove });
  const told = [role === "owner" && "owner", mine && "that’s you"].filter(Boolean).join(", ");
  return (
    <li class={`entry is-${presence ?? "here"}`} title={name.length > 24 ? name : undefined}>
      <Face person={person} name={name} presence={presence} />
      <span class="label"><b><bdi>{name}</bdi></b>{told && <span>{told}</span>}</span>
      {presence && <span class="only-heard">{presence}</span>}
      {owned && <Menu label={`What to do with ${name}`} items={items}><Icon name="more" /></Menu>}
    </li>
  );
}
