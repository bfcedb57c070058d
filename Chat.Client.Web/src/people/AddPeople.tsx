import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Person, RoomHeader } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { Face } from "./Face";
import "./words";

/** Adds people to a room, found by the beginning of their names. */
export function AddPeople({ header, onClose }: { header: RoomHeader; onClose: () => void }) {
  const chat = useChat();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Person[]>();
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<string>();
  const asked = useRef(0);
  const members = chat.state.rooms.get(header.id)?.members;
  const isIn = (person: string) => added.has(person) || !!members?.get(person)?.role;

  useEffect(() => {
    const turn = ++asked.current;
    if (!text.trim()) return setFound(undefined);
    const timer = setTimeout(async () => {
      const outcome = await chat.findPeople(text.trim());
      if (turn !== asked.current) return;
      setWrong(refusal(outcome.error));
      if (outcome.value) setFound(outcome.value.people);
    }, 150);
    return () => clearTimeout(timer);
  }, [text]);

  const add = async (person: Person) => {
    const outcome = await chat.addMember(header.id, person.id);
    setWrong(refusal(outcome.error));
    if (outcome.ok) setAdded((before) => new Set([...before, person.id]));
  };

  return (
    <Dialog title={say.people.addTo(<bdi>{header.name}</bdi>)} onClose={onClose}>
      <div class="browse-tools">
        <input
          class="field" type="search" aria-label={say.people.find} placeholder={say.people.findHint} autoFocus autoCapitalize="none" spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="scroll">
        {wrong && <div class="none-found"><Wrong>{wrong}</Wrong></div>}
        <ul class="found people-found" aria-label={say.people.people}>
          {found?.map((person) => (
            <li key={person.id}>
              <Face person={person.id} name={person.displayName ?? person.name} colour={person.colour} />
              <span class="found-name"><b><bdi>{person.displayName ?? person.name}</bdi></b>{person.displayName && <span>@<bdi>{person.name}</bdi></span>}</span>
              {isIn(person.id)
                ? <span class="joined"><Icon name="check" small />{say.people.inRoom}</span>
                : <button class="button" type="button" aria-label={say.people.addPerson(person.name)} onClick={() => void add(person)}>{say.people.add}</button>}
            </li>
          ))}
        </ul>
        {found && !found.length && <p class="none-found">{say.people.nobody}</p>}
        {!found && <p class="none-found">{say.people.whoever}</p>}
      </div>
      <footer class="sheet-foot"><button class="button" type="button" onClick={onClose}>{say.people.done}</button></footer>
    </Dialog>
  );
}
