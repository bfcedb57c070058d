import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import { Banner } from "../connection-state/Banner";
import type { Id } from "../contracts";
import { Icon } from "../design/Icon";
import { later } from "../design/later";
import { toast } from "../design/toast";
import { chosenColour, header as headerOf, myRole, personName, typing, unsent } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { Composer } from "../messages/Composer";
import { type ListHandle, MessageList } from "../messages/MessageList";
import { copy } from "../messages/SaidText";
import { TypingLine } from "../messages/TypingLine";
import { usePeopleShown } from "../people/shown";
import { roomPath } from "../routing/route";
import { Nowhere } from "./Nowhere";
import { type RoomDeed, RoomHead } from "./RoomHead";
import { useReadKey } from "./useReadKey";

const AddPeople = later(async () => (await import("../people/AddPeople")).AddPeople);
const EditRoom = later(async () => (await import("./EditRoom")).EditRoom);
const GoTo = later(async () => (await import("../goto/GoTo")).GoTo);
const Members = later(async () => (await import("../people/Members")).Members, () => <div class="people" />);
const LeaveRoom = later(async () => (await import("./LeaveRoom")).LeaveRoom);

interface Props { state: ChatState; id: Id; jump: { number?: number } }

/** A room: who it is, what is said, who is here. What belongs to one room alone is mounted anew for each; its frame stays, which makes the way to another one short. */
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
  const [day, setDay] = useState<number>();
  const list = useRef<ListHandle>(null);
  const done = () => setDeed(undefined);
  useLayoutEffect(done, [id]);
  const onDeed = useMemo(() => (chosen: RoomDeed) => {
    if (chosen === "link") void copy(location.origin + roomPath(id), say.rooms.linkCopied);
    else {
      setDay(undefined);
      setDeed(chosen);
    }
  }, [id]);
  const onGoTo = useMemo(() => (from?: number) => {
    setDay(from);
    setDeed("go-to");
  }, []);
  const onPosted = useMemo(() => () => list.current?.newest(), []);
  const onEditLast = useMemo(() => () => list.current?.editLast() ?? false, []);
  const add = useMemo(() => () => setDeed("add"), []);
  useReadKey(list);
  const onPeople = useMemo(() => () => showPeople(!peopleShown), [peopleShown]);
  const onPeopleClose = useMemo(() => () => {
    showPeople(false);
    document.querySelector<HTMLElement>(".head-tools [aria-pressed]")?.focus();
  }, []);

  if (room?.notFound) return <Nowhere state={state} title={say.rooms.noSuch} text={say.rooms.noSuchText} />;

  const mayAdd = role !== undefined && header !== undefined && (role === "owner" || !header.private);
  const onAdd = mayAdd ? add : undefined;
  const name = header?.name ?? "";
  const join = async () => {
    const { error } = await chat.joinRoom(id);
    if (error) toast(refusal(error));
  };

  return (
    <>
      <main class="talk">
        <RoomHead header={header} role={role} members={room?.memberCount ?? 0} peopleShown={peopleShown} onPeople={onPeople} onDeed={onDeed} />
        <div class="log-frame">
          {room && <MessageList key={id} state={state} room={room} role={role} name={name} jump={jump} handle={list} onAdd={onAdd} onGoTo={onGoTo} />}
          <Banner connection={state.connection} problem={state.problem} waiting={unsent(state)} />
        </div>
        <div class="foot">
          {room ? <TypingLine state={state} room={room} /> : <div class="typing" />}
          {role && state.me && (
            <Composer
              key={id} room={id} roomName={name} me={state.me} name={personName(state, state.me)} colour={chosenColour(state, state.me)} textBytes={state.limits.textBytes}
              onPosted={onPosted} onEditLast={onEditLast}
            />
          )}
          {/* Its place is kept, so that the conversation stays where it is when the composer comes. */}
          {!role && room?.watching !== "live" && <div class="composer-wait" />}
          {!role && header && room?.watching === "live" && (
            <div class="reading-along on-spine">
              <p>{say.rooms.readingAlong} <button class="button main" type="button" onClick={() => void join()}><Icon name="plus" small />{say.rooms.joinThis}</button></p>
            </div>
          )}
        </div>
      </main>
      {peopleShown && room && (
        <>
          <div class="people-scrim" onClick={onPeopleClose} />
          <Members
            key={id} state={state} room={room} version={room.membersVersion} peopleVersion={state.peopleVersion}
            live={state.connection === "live"} writing={typing(state, room, Date.now()).join(" ")} myRole={role} onAdd={onAdd} onClose={onPeopleClose}
          />
        </>
      )}
      {header && (deed === "name" || deed === "topic") && <EditRoom header={header} owner={role === "owner"} focus={deed} onClose={done} />}
      {header && deed === "add" && <AddPeople header={header} onClose={done} />}
      {header && deed === "go-to" && <GoTo room={id} day={day} onNewest={() => list.current?.newest()} onClose={done} />}
      {header && deed === "leave" && <LeaveRoom header={header} onClose={done} />}
    </>
  );
}
