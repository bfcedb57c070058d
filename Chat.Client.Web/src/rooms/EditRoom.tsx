import { useId, useState } from "preact/hooks";
import { useChat } from "../chat";
import type { RoomHeader } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";

/** A room's name, for its owners, and its topic, for its members. */
export function EditRoom({ header, owner, focus, onClose }: { header: RoomHeader; owner: boolean; focus: "name" | "topic"; onClose: () => void }) {
  const chat = useChat();
  const { roomName, topic: topicLength } = chat.state.limits;
  const [name, setName] = useState(header.name);
  const [topic, setTopic] = useState(header.topic);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ field: "name" | "topic"; message: string }>();
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) return setWrong({ field: "name", message: "Give the room a name." });
    setBusy(true);
    const renamed = owner && name.trim() !== header.name ? await chat.renameRoom(header.id, name.trim()) : undefined;
    const set = renamed?.ok !== false && topic.trim() !== header.topic ? await chat.setTopic(header.id, topic.trim()) : undefined;
    setBusy(false);
    if (renamed?.error) return setWrong({ field: "name", message: renamed.error.message });
    if (set?.error) return setWrong({ field: "topic", message: set.error.message });
    onClose();
  };
  const hint = (field: string) => wrong?.field === field ? wrong.message : undefined;

  return (
    <Dialog title={owner ? "Name and topic" : "Topic"} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class="pairs">
          {owner && (
            <>
              <label for={`${id}n`}>Name</label>
              <div>
                <input
                  id={`${id}n`} class="field" dir="auto" autoComplete="off" autoFocus={focus === "name"} maxLength={roomName} value={name}
                  aria-invalid={!!hint("name")} aria-describedby={`${id}nw`} onInput={(event) => setName(event.currentTarget.value)}
                />
                <Wrong id={`${id}nw`}>{hint("name")}</Wrong>
              </div>
            </>
          )}
          <label for={`${id}t`}>Topic</label>
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
          <button class="button bare" type="button" onClick={onClose}>Cancel</button>
          <button class="button main" type="submit" disabled={busy}>Save</button>
        </footer>
      </form>
    </Dialog>
  );
}
