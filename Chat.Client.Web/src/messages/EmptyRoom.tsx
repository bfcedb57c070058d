import { Icon } from "../design/Icon";
import { say } from "../language/language";
import { roomPath } from "../routing/route";
import { copy } from "./SaidText";

interface Props { name: string; room: string; isPrivate: boolean; alone: boolean; onAdd?: () => void }

/** The beginning of a room in which nobody has said anything. */
export function EmptyRoom({ name, room, isPrivate, alone, onAdd }: Props) {
  return (
    <li class="hollow on-spine">
      <Icon name={isPrivate ? "lock" : "room"} class="hollow-icon" />
      <div class="said">
        <h2><bdi>{name}</bdi></h2>
        <p>{alone
          ? say.messages.emptyAlone
          : say.messages.empty}</p>
        <div class="starts">
          {onAdd && <button class="button main" type="button" onClick={onAdd}><Icon name="people" small />{say.messages.addPeople}</button>}
          <button class="button" type="button" onClick={() => void copy(location.origin + roomPath(room), say.messages.linkCopied)}><Icon name="link" small />{say.messages.copyLinkToIt}</button>
        </div>
      </div>
    </li>
  );
}
