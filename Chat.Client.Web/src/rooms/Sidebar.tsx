import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id } from "../contracts";
import { Icon } from "../design/Icon";
import { later } from "../design/later";
import type { MenuItem } from "../design/Menu";
import { memo } from "../design/memo";
import { header, roomList } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { keyOf } from "../keys/registry";
import { figures } from "../language/formats";
import { say } from "../language/language";
import { useDrafts } from "../messages/drafts";
import { choicesOf, type RoomChoices, toggle } from "./choices";
import { RoomEntry } from "./RoomEntry";
import { roomItems, roomKey } from "./roomItems";
import { sections } from "./sections";

const LeaveRoom = later(async () => (await import("./LeaveRoom")).LeaveRoom);

interface Props {
  state: ChatState;
  /** Draws anew when it rises. */
  listVersion: number;
  choices: RoomChoices;
  chosen: Id | undefined;
  /** Whether the rooms are still on their way. */
  loading: boolean;
  onCreate: () => void;
  onBrowse: () => void;
}

/** One's rooms: favourites, then the others. Each part can be folded up, and still shows what is unread. */
export const RoomList = memo(function RoomList({ state, choices, chosen, loading, onCreate, onBrowse }: Props) {
  const chat = useChat();
  const drafts = useDrafts();
  const root = useRef<HTMLDivElement>(null);
  const [leaving, leave] = useState<Id>();
  const rooms = roomList(state);

  // A room that moves to another part takes the focus along.
  const focused = useRef<Id | undefined>(undefined);
  useLayoutEffect(() => {
    if (!focused.current) return;
    root.current!.querySelector<HTMLElement>(`[data-room="${focused.current}"] a`)?.focus();
    focused.current = undefined;
  }, [choices]);

  const moving = (room: Id, act: () => void) => {
    focused.current = room;
    act();
    if (!state.me || choicesOf(state.me).get() === choices) focused.current = undefined;
  };

  const items = (room: Id): MenuItem[] => [
    ...roomItems(chat, room).map((item) => ({ ...item, act: () => moving(room, item.act) })),
    { icon: "exit", label: say.rooms.leaveRoom, grave: true, apart: true, act: () => leave(room) },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const link = event.target instanceof HTMLAnchorElement ? event.target : undefined;
    const room = link?.closest<HTMLElement>("[data-room]")?.dataset.room;
    if (!room) return;
    moving(room, () => { if (roomKey(chat, room, keyOf(event, "room"))) event.preventDefault(); });
  };
  const leavingHeader = leaving && header(state, leaving);

  return (
    <div class="side-scroll" ref={root} onKeyDown={onKeyDown}>
      {sections(rooms, choices, chosen).map(({ group, folded, count, rooms: shown }) => {
        const title = group === "favourites" ? say.rooms.favourites : say.rooms.rooms;
        return (
          <section key={group}>
            <h2>
              <button class="fold" type="button" aria-expanded={!folded} aria-controls={`rooms-${group}`} onClick={() => state.me && toggle(state.me, "folded", group)}>
                {title}<Icon name="chevron" small />{folded && <span class="num">{figures(count)}</span>}
              </button>
              {group === "rooms" && <button class="tool" type="button" aria-label={say.rooms.newRoom} title={say.rooms.newRoom} onClick={onCreate}><Icon name="plus" /></button>}
            </h2>
            <ul id={`rooms-${group}`} aria-label={group === "favourites" ? title : say.rooms.yourRooms}>
              {shown.map((listed) => (
                <RoomEntry
                  key={listed.room} listed={listed} chosen={listed.room === chosen} draft={drafts.has(listed.room)}
                  muted={choices.muted.includes(listed.room)} items={() => items(listed.room)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {!rooms.length && !loading && <p class="hint">{say.rooms.none}</p>}
      <button class="entry" type="button" onClick={onBrowse}><Icon name="browse" /><span class="label">{say.rooms.browse}</span></button>
      {leavingHeader && <LeaveRoom header={leavingHeader} onClose={() => leave(undefined)} />}
    </div>
  );
});
