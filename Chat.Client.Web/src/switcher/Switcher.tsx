import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { RoomListing } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Icon, type IconName } from "../design/Icon";
import { chosenColour, roomList } from "../engine/selectors";
import { keyOf } from "../keys/registry";
import { KeyNames } from "../keys/KeyNames";
import { figures } from "../language/formats";
import { say } from "../language/language";
import { showPerson } from "../people/cards";
import { Face } from "../people/Face";
import { roomPath } from "../routing/route";
import { navigate } from "../routing/router";
import { HitName } from "./HitName";
import { type Hit, type Place, placeOf, placeOfPerson, placeToJoin, ranked } from "./places";
import { recentRooms } from "./recent";

export interface Deed { icon: IconName; name: string; act: () => void }

interface Props { here: string | undefined; deeds: readonly Deed[]; onClose: () => void }

const most = 40;

/** Goes to a room by a few letters of its name. */
export function Switcher({ here, deeds, onClose }: Props) {
  const chat = useChat();
  const { state } = chat;
  const [typed, setTyped] = useState("");
  const [at, choose] = useState(0);
  const [listed, setListed] = useState<RoomListing[]>([]);
  const list = useRef<HTMLDivElement>(null);
  const recent = useMemo(recentRooms, []);
  const id = useId();

  useEffect(() => {
    let gone = false;
    const timer = setTimeout(() => {
      const text = typed.trim();
      void chat.listRooms(text || undefined).then(({ value }) => { if (!gone && value) setListed(value.rooms); });
      // Whom it finds is known from then on.
      if (text) void chat.findPeople(text);
    }, typed ? 150 : 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [typed]);
  useEffect(() => list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" }), [at, typed]);

  const mine = roomList(state);
  const joined = new Set(mine.map(({ room }) => room));
  const groups: { name: string; hits: Hit[] }[] = [
    { name: say.switcher.rooms, hits: ranked(typed, mine.map(placeOf), recent, here).slice(0, most) },
    { name: say.switcher.joinable, hits: ranked(typed, listed.filter((room) => !room.joined && !joined.has(room.head.room)).map(placeToJoin), recent).slice(0, typed ? most : 5) },
    { name: say.switcher.people, hits: typed.trim() ? ranked(typed, [...state.people.keys()].map((person) => placeOfPerson(state, person)), []).slice(0, most) : [] },
    { name: say.switcher.deeds, hits: typed.trim() ? ranked(typed, deeds.map(deedPlace), []) : [] },
  ].filter(({ hits }) => hits.length);
  const hits = groups.flatMap((group) => group.hits);
  const chosen = Math.min(at, hits.length - 1);
  const optionId = (n: number) => `${id}-${n}`;

  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    const { kind, id: target } = hit.place;
    if (kind === "room" || kind === "joinable") navigate(roomPath(target));
    onClose();
    if (kind === "deed") deeds[Number(target)]!.act();
    if (kind === "person") showPerson(target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event, "search", "everywhere");
    if (key === "choose" && hits.length) choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    else if (key === "open") open(hits[chosen]);
    else if (key === "switcher") onClose();
    else return;
    event.preventDefault();
  };

  let n = -1;
  return (
    <Dialog bare title={say.switcher.title} onClose={onClose}>
      <div class="seek">
        <Icon name="search" />
        <input
          type="text" role="combobox" aria-label={say.switcher.find} placeholder={say.switcher.find} autoFocus autocomplete="off" autoCapitalize="none" spellcheck={false} dir="auto" enterkeyhint="go"
          aria-expanded={hits.length > 0} aria-controls={`${id}-list`} aria-autocomplete="list" aria-activedescendant={hits.length ? optionId(chosen) : undefined}
          onInput={({ currentTarget }) => { setTyped(currentTarget.value); choose(0); }} onKeyDown={onKeyDown}
        />
        <button class="tool" type="button" aria-label={say.design.close} title={say.design.close} onClick={onClose}><Icon name="close" /></button>
      </div>
      <div class="scroll places" role="listbox" id={`${id}-list`} aria-label={say.switcher.title} ref={list}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div class="places-head" aria-hidden="true">{group.name}</div>
            {group.hits.map((hit) => {
              const mark = ++n;
              return <Option key={hit.place.kind + hit.place.id} id={optionId(mark)} hit={hit} chosen={mark === chosen} icon={hit.place.kind === "person" ? undefined : iconOf(hit.place, deeds)} colour={hit.place.kind === "person" ? chosenColour(state, hit.place.id) : undefined} onOpen={() => open(hit)} />;
            })}
          </div>
        ))}
      </div>
      {!hits.length && <p class="none-found">{say.switcher.none}</p>}
      <span class="only-heard" role="status">{typed ? say.switcher.found(hits.length) : ""}</span>
      <footer class="sheet-foot with-keys" aria-hidden="true">
        <span><KeyNames chord={{ key: "ArrowUp" }} /> <KeyNames chord={{ key: "ArrowDown" }} /> {say.switcher.choose}</span>
        <span><KeyNames chord={{ key: "Enter" }} /> {say.switcher.open}</span>
        <span class="grow" />
        <span><KeyNames chord={{ key: "Escape" }} /> {say.design.close}</span>
      </footer>
    </Dialog>
  );
}

interface OptionProps { id: string; hit: Hit; chosen: boolean; icon: IconName | undefined; colour: number | undefined; onOpen: () => void }

function Option({ id, hit: { place, hits }, chosen, icon, colour, onOpen }: OptionProps) {
  return (
    <div role="option" id={id} class={`hit ${chosen ? "is-chosen" : ""} ${place.unread ? "is-unread" : ""}`} aria-selected={chosen} onClick={onOpen}>
      {icon ? <Icon name={icon} /> : <Face person={place.id} name={place.name} colour={colour} />}
      <b><bdi><HitName name={place.name} hits={hits} /></bdi>{place.private && <span class="only-heard"> {say.switcher.private}</span>}</b>
      <span class="more">{place.more && <bdi>{place.more}</bdi>}</span>
      {place.unread > 0 && <span class="count"><span aria-hidden="true">{figures(place.unread)}</span><span class="only-heard"> {say.switcher.unread(place.unread)}</span></span>}
    </div>
  );
}

function deedPlace({ name }: Deed, at: number): Place {
  return { kind: "deed", id: String(at), name, more: "", private: false, unread: 0 };
}

function iconOf(place: Place, deeds: readonly Deed[]): IconName {
  if (place.kind === "deed") return deeds[Number(place.id)]!.icon;
  return place.private ? "lock" : "room";
}
