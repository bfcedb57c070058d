import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Message } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";

export function DeleteMessage({ room, message, onClose }: { room: string; message: Message; onClose: () => void }) {
  const chat = useChat();
  const gone = useGone();
  const [wrong, setWrong] = useState<string>();
  const remove = async () => {
    const outcome = await chat.delete(room, message.id);
    if (gone.current) return;
    if (outcome.ok) onClose();
    else setWrong(refusal(outcome.error));
  };
  return (
    <Dialog title={say.messages.deleteTitle} onClose={onClose}>
      <div class="sheet-text">
        <p>{say.messages.deleteText}</p>
        <Wrong>{wrong}</Wrong>
      </div>
      <footer class="sheet-foot">
        <button class="button bare" type="button" onClick={onClose}>{say.messages.keep}</button>
        <button class="button grave" type="button" autoFocus onClick={() => void remove()}>{say.messages.delete}</button>
      </footer>
    </Dialog>
  );
}
