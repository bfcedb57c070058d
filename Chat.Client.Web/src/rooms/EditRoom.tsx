import { useId, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { RoomHeader } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";

/** A room's name, for its owners, and its topic, for its members. */
export function EditRoom({ header, owner, focus, onClose }: { header: RoomHeader; owner: boolean; focus: "name" | "topic"; onClose: () => void }) {
  const chat = useChat();
  const gone = useGone();
  const { roomName, topic: topicLength } = chat.state.limits;
  const [name, setName] = useState(header.name);
  const [topic, setTopic] = useState(header.topic);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ field: "name" | "topic"; message: string }>();
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) return setWrong({ field: "name", message: say.rooms.nameMissing });
    setBusy(true);
    const renamed = owner && name.trim() !== header.name ? await chat.renameRoom(header.id, name.trim()) : undefined;
    const set = renamed?.ok !== false && topic.trim() !== header.topic ? await chat.setTopic(header.id, topic.trim()) : undefined;
    if (gone.current) return;
    setBusy(false);
    if (renamed?.error) return setWrong({ field: "name", message: refusal(renamed.error) });
    if (set?.error) return setWrong({ field: "topic", message: refusal(set.error) });
    onClose();
  };
  const hint = (field: string) => wrong?.field === field ? wrong.message : undefined;

  return (
    <Dialog title={owner ? say.rooms.nameAndTopic : say.rooms.topic} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class="pairs">
          {owner && (
            <>
              <label for={`${id}n`}>{say.rooms.name}</label>
              <div>
                <input
                  id={`${id}n`} class="field" dir="auto" autoComplete="off" autoFocus={focus === "name"} maxLength={roomName} value={name}
                  aria-invalid={!!hint("name")} aria-describedby={`${id}nw`} onInput={(event) => setName(event.currentTarget.value)}
                />
                <Wrong id={`${id}nw`}>{hint("name")}</Wrong>
              </div>
            </>
          )}
          <label for={`${id}t`}>{say.rooms.topic}</label>
          <div>
            <textarea
              id={`${id}t`} class="field" dir="auto" rows={3} autoFocus={focus === "topic" || !owner} maxLength={topicLength} value={topic}
              aria-invalid={!!hint("topic")} aria-describedby={`${id}tw`}
              onInput={(event) => setTopic(event.currentTarget.value.replace(/\n/g, " "))}
            />
            <Wrong id={`${id}tw`}>{hint("topic")}</Wrong>
          </div>
        </div>
        <footer class="sheet-foot">
          <button class="button bare" type="button" onClick={onClose}>{say.rooms.cancel}</button>
          <button class="button main" type="submit" disabled={busy}>{say.rooms.save}</button>
        </footer>
      </form>
    </Dialog>
  );
}
