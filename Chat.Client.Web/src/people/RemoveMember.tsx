import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import "./words";

interface Props { room: Id; person: Id; name: string; userName: string; onClose: () => void }

export function RemoveMember({ room, person, name, userName, onClose }: Props) {
  const chat = useChat();
  const gone = useGone();
  const [wrong, setWrong] = useState<string>();
  const remove = async () => {
    const outcome = await chat.removeMember(room, person);
    if (gone.current) return;
    if (outcome.ok) onClose();
    else setWrong(refusal(outcome.error));
  };
  return (
    <Dialog title={say.people.removeTitle(<><bdi>{name}</bdi>{name !== userName && <> (<bdi>{userName}</bdi>)</>}</>)} onClose={onClose}>
      <div class="sheet-text">
        <p>{say.people.removeText(<bdi>{name}</bdi>)}</p>
        <Wrong>{wrong}</Wrong>
      </div>
      <footer class="sheet-foot">
        <button class="button bare" type="button" autoFocus onClick={onClose}>{say.people.cancel}</button>
        <button class="button grave" type="button" onClick={() => void remove()}>{say.people.remove}</button>
      </footer>
    </Dialog>
  );
}
