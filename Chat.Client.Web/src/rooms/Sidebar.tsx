import type { Id } from "../contracts";
import { Icon } from "../design/Icon";
import { memo } from "../design/memo";
import { roomList } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { useDrafts } from "../messages/drafts";
import { roomPath } from "../routing/route";

interface Props {
  state: ChatState;
  /** Draws anew when it rises. */
  listVersion: number;
  chosen: Id | undefined;
  /** Whether the rooms are still on their way. */
  loading: boolean;
  onCreate: () => void;
  onBrowse: () => void;
}

/** One's rooms. */
export const RoomList = memo(function RoomList({ state, chosen, loading, onCreate, onBrowse }: Props) {
  const rooms = roomList(state);
  const drafts = useDrafts();
  return (
    <div class="side-scroll">
      <h2>
        <span>Rooms</span>
        <button class="tool" type="button" aria-label="New room" title="New room" onClick={onCreate}><Icon name="plus" /></button>
      </h2>
      <ul aria-label="Your rooms">
        {rooms.map(({ room, name, private: closed, unread }) => (
          <li key={room}>
            <a
              class={`entry ${unread ? "is-unread" : ""} ${room === chosen ? "is-chosen" : ""}`}
              href={roomPath(room)} aria-current={room === chosen ? "page" : undefined} title={name.length > 24 ? name : undefined}
            >
              <Icon name={closed ? "lock" : "room"} />
              <bdi class="label">{name}</bdi>
              {closed && <span class="only-heard">private</span>}
              {drafts.has(room) && room !== chosen && <><Icon name="edit" small /><span class="only-heard">draft</span></>}
              {unread > 0 && <span class="count">{unread > 999 ? "999+" : unread}<span class="only-heard"> unread</span></span>}
            </a>
          </li>
        ))}
      </ul>
      {!rooms.length && !loading && <p class="hint">You are in no room yet. Browse the public ones, or make a room of your own.</p>}
      <button class="entry" type="button" onClick={onBrowse}><Icon name="browse" /><span class="label">Browse rooms</span></button>
    </div>
  );
});
