import { useChat } from "../chat";
import type { Outcome, PresenceState } from "../contracts";
import { Icon } from "../design/Icon";
import { Menu, type MenuItem } from "../design/Menu";
import { toast } from "../design/toast";
import type { ListedMember } from "../engine/selectors";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { showPerson } from "./cards";
import { Face } from "./Face";
import { fullName } from "./fullName";

interface Props extends Omit<ListedMember, "presence"> { room: string; presence?: PresenceState; /** Whether the presence is that of now. */ live: boolean; writing: boolean; mine: boolean; owned: boolean; onRemove: () => void }

/** A member in the list: who they are, which a click tells more of, and for owners what they can do with them. */
export function MemberEntry({ room, person, name, userName, colour, role, presence, live, writing, mine, owned, onRemove }: Props) {
  const chat = useChat();
  const tell = async (outcome: Promise<Outcome<unknown>>) => {
    const { error } = await outcome;
    if (error) toast(refusal(error));
  };
  const items: MenuItem[] = [
    role === "owner"
      ? { icon: "person", label: say.people.makeMember, act: () => void tell(chat.setRole(room, person, "member")) }
      : { icon: "person", label: say.people.makeOwner, act: () => void tell(chat.setRole(room, person, "owner")) },
  ];
  if (!mine) items.push({ icon: "trash", label: say.people.removeFromRoom, grave: true, apart: true, act: onRemove });
  const full = fullName(name, userName);
  const told = [role === "owner" && say.people.owner, mine && say.people.thatIsYou, writing && say.people.writing].filter(Boolean).join(", ");
  return (
    <li class={`entry is-${presence ?? "here"}`}>
      <button class="entry-who" type="button" aria-haspopup="dialog" title={full === name && name.length <= 24 ? undefined : full} onClick={() => showPerson(person)}>
        <Face person={person} name={name} colour={colour} presence={live ? presence : undefined} />
        <span class="label">
          <b><bdi>{name}</bdi></b>
          {(told || name !== userName) && <span>{name !== userName && <bdi>@{userName}</bdi>}{name !== userName && told && ", "}{told}</span>}
        </span>
        {presence && live && <span class="only-heard">{say.people.is[presence]}</span>}
      </button>
      {owned && <Menu label={say.people.whatToDo(name)} items={items}><Icon name="more" /></Menu>}
    </li>
  );
}
