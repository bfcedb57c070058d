import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id, RoomListing } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Ghost, Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { navigate } from "../routing/router";
import { roomPath } from "../routing/route";

/** The public rooms: look for one, look into it, join it. */
export function BrowseRooms({ onCreate, onClose }: { onCreate: () => void; onClose: () => void }) {
  const chat = useChat();
  const gone = useGone();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<{ rooms: RoomListing[]; next?: string }>();
  const [wrong, setWrong] = useState<string>();
  const asked = useRef(0);

  const look = async (after?: string) => {
    const turn = ++asked.current;
    const outcome = await chat.listRooms(query.trim() || undefined, after);
    if (turn !== asked.current) return;
    setWrong(refusal(outcome.error));
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
    if (gone.current) return;
    if (!outcome.ok) return setWrong(refusal(outcome.error));
    navigate(roomPath(room));
    onClose();
  };

  return (
    <Dialog
      wide title={say.rooms.rooms} onClose={onClose}
      tools={<button class="button main" type="button" onClick={onCreate}><Icon name="plus" small />{say.rooms.newRoom}</button>}
    >
      <div class="browse-tools">
        <input class="field" type="search" aria-label={say.rooms.find} placeholder={say.rooms.find} autoFocus onInput={(event) => setQuery(event.currentTarget.value)} />
      </div>
      <div class="scroll">
        {!found && !wrong && <div class="none-found"><Ghost /></div>}
        {wrong && <div class="none-found"><Wrong>{wrong}</Wrong></div>}
        <ul class="found" aria-label={say.rooms.publicRooms}>
          {found?.rooms.map(({ head, members, joined }) => (
            <li key={head.room}>
              <Icon name="room" />
              <a href={roomPath(head.room)} onClick={onClose}>
                <b><bdi>{head.header?.name}</bdi></b>
                {head.header?.topic && <p><bdi>{head.header.topic}</bdi></p>}
              </a>
              <span class="num">{say.rooms.members(members)}</span>
              {joined
                ? <span class="joined"><Icon name="check" small />{say.rooms.joined}</span>
                : <button class="button" type="button" aria-label={say.rooms.joinRoom(head.header?.name ?? "")} onClick={() => void join(head.room)}>{say.rooms.join}</button>}
            </li>
          ))}
        </ul>
        {found && !found.rooms.length && <p class="none-found">{query.trim() ? say.rooms.noneFound : say.rooms.nonePublic}</p>}
        {found?.next && <div class="more-found"><button class="button" type="button" onClick={() => void look(found.next)}>{say.rooms.showMore}</button></div>}
      </div>
      <footer class="sheet-foot"><span class="grow">{say.rooms.notListed}</span></footer>
    </Dialog>
  );
}
