import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { Id } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import type { ListedMember } from "../engine/selectors";

export function RemoveMember({ room, member, onClose }: { room: Id; member: ListedMember; onClose: () => void }) {
  const chat = useChat();
  const [wrong, setWrong] = useState<string>();
  const remove = async () => {
    const outcome = await chat.removeMember(room, member.person);
    if (outcome.ok) onClose();
    else setWrong(outcome.error?.message);
  };
  return (
    <Dialog title={`Remove ${member.name}?`} onClose={onClose}>
      <div class="sheet-text">
        <p>What <bdi>{member.name}</bdi> said stays. From a private room they see nothing more; a public one they can join again.</p>
        <Wrong>{wrong}</Wrong>
      </div>
      <footer class="sheet-foot">
        <button class="button bare" type="button" autoFocus onClick={onClose}>Cancel</button>
        <button class="button grave" type="button" onClick={() => void remove()}>Remove</button>
      </footer>
    </Dialog>
  );
}
