import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id, RoomListing } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Ghost, Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { navigate } from "../routing/router";
import { roomPath } from "../routing/route";

/** The public rooms: look for one, look into it, join it. */
export function BrowseRooms({ onCreate, onClose }: { onCreate: () => void; onClose: () => void }) {
  const chat = useChat();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ rooms: RoomListing[]; next?: string }>();
  const [wrong, setWrong] = useState<string>();
  const asked = useRef(0);

  const look = async (after?: string) => {
    const turn = ++asked.current;
    const outcome = await chat.listRooms(query.trim() || undefined, after);
    if (turn !== asked.current) return;
    setWrong(outcome.error?.message);
    if (!outcome.value) return;
    const { rooms, next } = outcome.value;
    setFound((before) => ({ rooms: after && before ? [...before.rooms, ...rooms] : rooms, next }));
  };
  useEffect(() => {
    const timer = setTimeout(look, found ? 200 : 0);
    return () => clearTimeout(timer);
  }, [query]);

  const join = async (room: Id) => {
    const outcome = await chat.joinRoom(room);
    if (!outcome.ok) return setWrong(outcome.error?.message);
    navigate(roomPath(room));
    onClose();
  };

  return (
    <Dialog
      wide title="Rooms" onClose={onClose}
      tools={<button class="button main" type="button" onClick={onCreate}><Icon name="plus" small />New room</button>}
    >
      <div class="browse-tools">
        <input class="field" type="search" aria-label="Find a room" placeholder="Find a room" autoFocus onInput={(event) => setQuery(event.currentTarget.value)} />
      </div>
      <div class="scroll">
        {!found && !wrong && <div class="none-found"><Ghost /></div>}
        {wrong && <div class="none-found"><Wrong>{wrong}</Wrong></div>}
        <ul class="found" aria-label="Public rooms">
          {found?.rooms.map(({ head, members, joined }) => (
            <li key={head.room}>
              <Icon name="room" />
              <a href={roomPath(head.room)} onClick={onClose}>
                <b><bdi>{head.header?.name}</bdi></b>
                {head.header?.topic && <p><bdi>{head.header.topic}</bdi></p>}
              </a>
              <span class="num">{members === 1 ? "1 member" : `${members} members`}</span>
              {joined
                ? <span class="joined"><Icon name="check" small />Joined</span>
                : <button class="button" type="button" aria-label={`Join ${head.header?.name}`} onClick={() => void join(head.room)}>Join</button>}
            </li>
          ))}
        </ul>
        {found && !found.rooms.length && <p class="none-found">{query.trim() ? "No public room has that in its name." : "There is no public room yet. Make the first one."}</p>}
        {found?.next && <div class="more-found"><button class="button" type="button" onClick={() => void look(found.next)}>Show more</button></div>}
      </div>
      <footer class="sheet-foot"><span class="grow">Private rooms that you are not in are not listed.</span></footer>
    </Dialog>
  );
}
