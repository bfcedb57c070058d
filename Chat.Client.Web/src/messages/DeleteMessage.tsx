import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Message } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";

export function DeleteMessage({ room, message, onClose }: { room: string; message: Message; onClose: () => void }) {
  const chat = useChat();
  const [wrong, setWrong] = useState<string>();
  const remove = async () => {
    const outcome = await chat.delete(room, message.id);
    if (outcome.ok) onClose();
    else setWrong(outcome.error?.message);
  };
  return (
    <Dialog title="Delete this message?" onClose={onClose}>
      <div class="sheet-text">
        <p>Its text goes for everybody. A line stays where it was.</p>
        <Wrong>{wrong}</Wrong>
      </div>
      <footer class="sheet-foot">
        <button class="button bare" type="button" onClick={onClose}>Keep</button>
        <button class="button grave" type="button" autoFocus onClick={() => void remove()}>Delete</button>
      </footer>
    </Dialog>
  );
}
