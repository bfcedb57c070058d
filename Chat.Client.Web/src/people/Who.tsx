import type { Id } from "../contracts";
import { breakable } from "./breakable";
import { showPerson } from "./cards";
import { Face } from "./Face";
import { fullName } from "./fullName";

interface Props {
  person: Id;
  name: string;
  userName: string;
  colour?: number;
  /** Whether Tab comes here. */
  reachable: boolean;
}

/** Who said something, in the margin: name and face, which show who that is. */
export function Who({ person, name, userName, colour, reachable }: Props) {
  const full = fullName(name, userName);
  return (
    // The name and the face, not the room around them: a touch there is meant for the message.
    <div class="who" onClick={({ target, currentTarget }) => { if (target !== currentTarget) showPerson(person); }}>
      <button class="name" type="button" tabIndex={reachable ? 0 : -1} aria-haspopup="dialog" title={full === name && name.length <= 24 ? undefined : full}>
        <bdi>{breakable(name)}</bdi>
      </button>
      <Face person={person} name={name} colour={colour} />
    </div>
  );
}
