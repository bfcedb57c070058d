import { useEffect, useRef, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Person, RoomHeader } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { Face } from "./Face";

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
      setWrong(outcome.error?.message);
      if (outcome.value) setFound(outcome.value.people);
    }, 150);
    return () => clearTimeout(timer);
  }, [text]);

  const add = async (person: Person) => {
    const outcome = await chat.addMember(header.id, person.id);
    setWrong(outcome.error?.message);
    if (outcome.ok) setAdded(new Set([...added, person.id]));
  };

  return (
    <Dialog title={`Add people to ${header.name}`} onClose={onClose}>
      <div class="browse-tools">
        <input
          class="field" type="search" aria-label="Find people" placeholder="Begin to type a name" autoFocus autoCapitalize="none" spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="scroll">
        {wrong && <div class="none-found"><Wrong>{wrong}</Wrong></div>}
        <ul class="found people-found" aria-label="People">
          {found?.map((person) => (
            <li key={person.id}>
              <Face person={person.id} name={person.name} />
              <b><bdi>{person.name}</bdi></b>
              {isIn(person.id)
                ? <span class="joined"><Icon name="check" small />In the room</span>
                : <button class="button" type="button" aria-label={`Add ${person.name}`} onClick={() => void add(person)}>Add</button>}
            </li>
          ))}
        </ul>
        {found && !found.length && <p class="none-found">Nobody here has a name that begins like this.</p>}
        {!found && <p class="none-found">Whoever has an account here can be added.</p>}
      </div>
      <footer class="sheet-foot"><button class="button" type="button" onClick={onClose}>Done</button></footer>
    </Dialog>
  );
}
