import { useId, useState } from "preact/hooks";
import { useChat } from "../chat";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { navigate } from "../routing/router";
import { roomPath } from "../routing/route";

export function CreateRoom({ onClose }: { onClose: () => void }) {
  const chat = useChat();
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
    if (!name.trim()) return setWrong("Give the room a name.");
    setBusy(true);
    const outcome = await chat.createRoom({ name: name.trim(), topic: topic.trim() || undefined, private: closed });
    setBusy(false);
    if (!outcome.ok) return setWrong(outcome.error?.message);
    navigate(roomPath(outcome.value!.room));
    onClose();
  };

  return (
    <Dialog title="New room" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class="pairs">
          <label for={`${id}n`}>Name</label>
          <div>
            <input
              id={`${id}n`} class="field" dir="auto" autoFocus autoComplete="off" maxLength={roomName} value={name}
              aria-invalid={!!wrong} aria-describedby={`${id}w`} onInput={(event) => setName(event.currentTarget.value)}
            />
            <Wrong id={`${id}w`}>{wrong}</Wrong>
          </div>
          <label for={`${id}t`}>Topic</label>
          <div>
            <input
              id={`${id}t`} class="field" dir="auto" autoComplete="off" maxLength={topicLength} value={topic} placeholder="What it is about"
              onInput={(event) => setTopic(event.currentTarget.value)}
            />
          </div>
          <label for={`${id}p`}>Private</label>
          <div class="inline">
            <input id={`${id}p`} class="switch" type="checkbox" role="switch" checked={closed} onChange={(event) => setClosed(event.currentTarget.checked)} />
            <span>{closed ? "Only those who are added see it." : "Everybody here can find it and read it."}</span>
          </div>
        </div>
        <footer class="sheet-foot">
          <button class="button bare" type="button" onClick={onClose}>Cancel</button>
          <button class="button main" type="submit" disabled={busy}>Make the room</button>
        </footer>
      </form>
    </Dialog>
  );
}
