import { Icon } from "../design/Icon";
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
          ? "Nobody else is in this room yet, and what you write waits here for those who come."
          : "Nobody has said anything here yet."}</p>
        <div class="starts">
          {onAdd && <button class="button main" type="button" onClick={onAdd}><Icon name="people" small />Add people</button>}
          <button class="button" type="button" onClick={() => void copy(location.origin + roomPath(room), "Link copied")}><Icon name="link" small />Copy a link to it</button>
        </div>
      </div>
    </li>
  );
}
