import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import { Banner } from "../connection-state/Banner";
import type { Id } from "../contracts";
import { Icon } from "../design/Icon";
import { toast } from "../design/toast";
import { header as headerOf, myRole, personName, unsent } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { Composer } from "../messages/Composer";
import { type ListHandle, MessageList } from "../messages/MessageList";
import { copy } from "../messages/SaidText";
import { TypingLine } from "../messages/TypingLine";
import { AddPeople } from "../people/AddPeople";
import { Members } from "../people/Members";
import { usePeopleShown } from "../people/shown";
import { roomPath } from "../routing/route";
import { EditRoom } from "./EditRoom";
import { LeaveRoom } from "./LeaveRoom";
import { Nowhere } from "./Nowhere";
import { type RoomDeed, RoomHead } from "./RoomHead";

interface Props { state: ChatState; id: Id; jump: { number?: number } }

/** A room: who it is, what is said, who is here. Mounted anew for each room. */
export function RoomView({ state, id, jump }: Props) {
  const chat = useChat();
  useEffect(() => {
    chat.open(id);
    return () => chat.close(id);
  }, [chat, id]);

  const room = state.rooms.get(id);
  const header = headerOf(state, id);
  const role = myRole(state, id);
  const [peopleShown, showPeople] = usePeopleShown();
  const [deed, setDeed] = useState<RoomDeed>();
  const list = useRef<ListHandle>(null);
  const done = () => setDeed(undefined);
  const onDeed = useMemo(() => (chosen: RoomDeed) => {
    if (chosen === "link") void copy(location.origin + roomPath(id), "Link copied");
    else setDeed(chosen);
  }, [id]);
  const onPosted = useMemo(() => () => list.current?.newest(), []);
  const onEditLast = useMemo(() => () => list.current?.editLast() ?? false, []);
  const onPeople = useMemo(() => () => showPeople(!peopleShown), [peopleShown]);

  if (room?.notFound) return <Nowhere state={state} title="No such room" text="It doesn’t exist, or it is private and you are not in it." />;

  const mayAdd = role !== undefined && header !== undefined && (role === "owner" || !header.private);
  const onAdd = mayAdd ? () => setDeed("add") : undefined;
  const name = header?.name ?? "";
  const join = async () => {
    const { error } = await chat.joinRoom(id);
    if (error) toast(error.message);
  };

  return (
    <>
      <main class="talk">
        <RoomHead header={header} role={role} members={room?.memberCount ?? 0} peopleShown={peopleShown} onPeople={onPeople} onDeed={onDeed} />
        <div class="log-frame">
          {room && <MessageList state={state} room={room} role={role} name={name} jump={jump} handle={list} onAdd={onAdd} />}
          <Banner connection={state.connection} problem={state.problem} waiting={unsent(state)} />
        </div>
        <div class="foot">
          {room && <TypingLine state={state} room={room} />}
          {role && state.me && (
            <Composer
              room={id} roomName={name} me={state.me} name={personName(state, state.me)} textBytes={state.limits.textBytes}
              onPosted={onPosted} onEditLast={onEditLast}
            />
          )}
          {!role && header && room?.watching === "live" && (
            <div class="reading-along on-spine">
              <p>You are reading along. <button class="button main" type="button" onClick={() => void join()}><Icon name="plus" small />Join the room</button></p>
            </div>
          )}
        </div>
      </main>
      {peopleShown && room && (
        <>
          <div class="people-scrim" onClick={() => showPeople(false)} />
          <Members
            state={state} room={room} version={room.version} peopleVersion={state.peopleVersion} myRole={role} onAdd={onAdd}
            onClose={() => showPeople(false)}
          />
        </>
      )}
      {header && (deed === "name" || deed === "topic") && <EditRoom header={header} owner={role === "owner"} focus={deed} onClose={done} />}
      {header && deed === "add" && <AddPeople header={header} onClose={done} />}
      {header && deed === "leave" && <LeaveRoom header={header} onClose={done} />}
    </>
  );
}
