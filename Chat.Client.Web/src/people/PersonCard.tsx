import { useEffect, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { CommonRooms, Id, Outcome, Role } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Ghost, Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { later } from "../design/later";
import { chosenColour, header, myRole, personName, presenceOf, userName } from "../engine/selectors";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { Dot } from "../presence/Dot";
import { parse, roomPath } from "../routing/route";
import { showProfile } from "./cards";
import { Face } from "./Face";
import "./words";
import "./card.css";

const RemoveMember = later(async () => (await import("./RemoveMember")).RemoveMember);

/** Who somebody is, where one meets them, and what one can do with them in the room that is open. */
export function PersonCard({ person, onClose }: { person: Id; onClose: () => void }) {
  const chat = useChat();
  const { state } = chat;
  const route = parse(location.pathname);
  const here = route.at === "room" ? route.room : undefined;
  const name = personName(state, person), user = userName(state, person);
  const mine = person === state.me;
  const presence = mine ? undefined : presenceOf(state, person);
  const [common, setCommon] = useState<CommonRooms["rooms"]>();
  const [wrong, setWrong] = useState<string>();
  const [removing, setRemoving] = useState(false);

  const look = async () => {
    if (mine) return;
    const outcome = await chat.commonRooms(person);
    if (outcome.value) setCommon(outcome.value.rooms);
    else setWrong(refusal(outcome.error));
  };
  useEffect(() => { void look(); }, [person]);

  const held = here === undefined ? undefined : state.rooms.get(here)?.members.get(person);
  const role = held ? held.role : common?.find(({ room }) => room === here)?.role;
  const head = here === undefined ? undefined : header(state, here);
  const myOwn = here === undefined ? undefined : myRole(state, here);
  const act = async (deed: Promise<Outcome<unknown>>) => {
    const { error } = await deed;
    setWrong(refusal(error));
    if (!error) await look();
  };
  const setRole = (wanted: Role) => void act(chat.setRole(here!, person, wanted));

  return (
    <Dialog title={<bdi>{name}</bdi>} onClose={onClose}>
      <div class="card">
        <Face person={person} name={name} colour={chosenColour(state, person)} size="huge" />
        <div class="card-text">
          <p class="card-user" data-part="user-name"><span aria-hidden="true">@</span><bdi>{user}</bdi></p>
          {mine
            ? <p>{say.people.thatIsYou}</p>
            : presence && <p class="card-presence"><Dot state={presence} />{say.people.is[presence]}</p>}
          {head && (role || common || held) && <p data-part="role">{role ? say.people.roleIn[role](<bdi>{head.name}</bdi>) : say.people.notIn(<bdi>{head.name}</bdi>)}</p>}
        </div>
      </div>
      {!mine && (
        <div class="card-rooms scroll">
          <h3>{say.people.inCommon}</h3>
          {!common && !wrong && <Ghost />}
          {common && !common.length && <p class="hint">{say.people.noneInCommon}</p>}
          <ul aria-label={say.people.inCommon}>
            {common?.map(({ room }) => {
              const known = header(state, room);
              return known && (
                <li key={room}><a class="entry" href={roomPath(room)} onClick={onClose}><Icon name={known.private ? "lock" : "room"} /><bdi class="label">{known.name}</bdi></a></li>
              );
            })}
          </ul>
        </div>
      )}
      <div class="sheet-text card-wrong"><Wrong>{wrong}</Wrong></div>
      <footer class="sheet-foot card-deeds">
        {mine && <button class="button" type="button" onClick={() => { onClose(); showProfile(); }}><Icon name="edit" small />{say.people.changeProfile}</button>}
        {here && head && role && myOwn === "owner" && !mine && (
          <>
            <button class="button bare grave-text" type="button" onClick={() => setRemoving(true)}>{say.people.removeFromRoom}</button>
            {role === "owner"
              ? <button class="button" type="button" onClick={() => setRole("member")}>{say.people.makeMember}</button>
              : <button class="button" type="button" onClick={() => setRole("owner")}>{say.people.makeOwner}</button>}
          </>
        )}
        {here && head && !role && common && !mine && myOwn && (myOwn === "owner" || !head.private) && (
          <button class="button" type="button" onClick={() => void act(chat.addMember(here, person))}><Icon name="plus" small />{say.people.addHere(<bdi>{head.name}</bdi>)}</button>
        )}
        <span class="grow" />
        <button class="button main" type="button" autoFocus onClick={onClose}>{say.people.done}</button>
      </footer>
      {removing && here && <RemoveMember room={here} person={person} name={name} userName={user} onClose={() => { setRemoving(false); void look(); }} />}
    </Dialog>
  );
}
