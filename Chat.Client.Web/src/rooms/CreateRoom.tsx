import { useId, useState } from "preact/hooks";
import { useChat } from "../chat";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { navigate } from "../routing/router";
import { roomPath } from "../routing/route";

export function CreateRoom({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const gone = useGone();
  const { roomName, topic: topicLength } = chat.state.limits;
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [closed, setClosed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) return setWrong(say.rooms.nameMissing);
    setBusy(true);
    const outcome = await chat.createRoom({ name: name.trim(), topic: topic.trim() || undefined, private: closed });
    if (gone.current) return;
    setBusy(false);
    if (!outcome.ok) return setWrong(refusal(outcome.error));
    navigate(roomPath(outcome.value!.room));
    onClose();
  };

  return (
    <Dialog title={say.rooms.newRoom} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class="pairs">
          <label for={`${id}n`}>{say.rooms.name}</label>
          <div>
            <input
              id={`${id}n`} class="field" dir="auto" autoFocus autoComplete="off" maxLength={roomName} value={name}
              aria-invalid={!!wrong} aria-describedby={`${id}w`} onInput={(event) => setName(event.currentTarget.value)}
            />
            <Wrong id={`${id}w`}>{wrong}</Wrong>
          </div>
          <label for={`${id}t`}>{say.rooms.topic}</label>
          <div>
            <input
              id={`${id}t`} class="field" dir="auto" autoComplete="off" maxLength={topicLength} value={topic} placeholder={say.rooms.topicHint}
              onInput={(event) => setTopic(event.currentTarget.value)}
            />
          </div>
          <label for={`${id}p`}>{say.rooms.privately}</label>
          <div class="inline">
            <input id={`${id}p`} class="switch" type="checkbox" role="switch" checked={closed} onChange={(event) => setClosed(event.currentTarget.checked)} />
            <span>{closed ? say.rooms.onlyAdded : say.rooms.everybody}</span>
          </div>
        </div>
        <footer class="sheet-foot">
          <button class="button bare" type="button" onClick={onClose}>{say.rooms.cancel}</button>
          <button class="button main" type="submit" disabled={busy}>{say.rooms.make}</button>
        </footer>
      </form>
    </Dialog>
  );
}
