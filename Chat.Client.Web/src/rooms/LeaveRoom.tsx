import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { RoomHeader } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { navigate } from "../routing/router";

export function LeaveRoom({ header, onClose }: { header: RoomHeader; onClose: () => void }) {
  const chat = useChat();
  const [wrong, setWrong] = useState<string>();
  const leave = async () => {
    const outcome = await chat.leaveRoom(header.id);
    if (!outcome.ok) return setWrong(outcome.error?.message);
    onClose();
    navigate("/");
  };
  return (
    <Dialog title={`Leave ${header.name}?`} onClose={onClose}>
      <div class="sheet-text">
        <p>{header.private ? "You will not see this room any more. To come back, somebody in it has to add you." : "It goes from your list, and you can come back at any time."}</p>
        <Wrong>{wrong}</Wrong>
      </div>
      <footer class="sheet-foot">
        <button class="button bare" type="button" autoFocus onClick={onClose}>Stay</button>
        <button class="button grave" type="button" onClick={() => void leave()}>Leave</button>
      </footer>
    </Dialog>
  );
}
