import { useState } from "preact/hooks";
import { useChat } from "../chat";
import type { RoomHeader } from "../contracts";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { navigate } from "../routing/router";

export function LeaveRoom({ header, onClose }: { header: RoomHeader; onClose: () => void }) {
  const chat = useChat();
  const gone = useGone();
  const [wrong, setWrong] = useState<string>();
  const leave = async () => {
    const outcome = await chat.leaveRoom(header.id);
    if (gone.current) return;
    if (!outcome.ok) return setWrong(refusal(outcome.error));
    onClose();
    navigate("/");
  };
  return (
    <Dialog title={say.rooms.leaveTitle(<bdi>{header.name}</bdi>)} onClose={onClose}>
      <div class="sheet-text">
        <p>{header.private ? say.rooms.leavePrivate : say.rooms.leavePublic}</p>
        <Wrong>{wrong}</Wrong>
      </div>
      <footer class="sheet-foot">
        <button class="button bare" type="button" autoFocus onClick={onClose}>{say.rooms.stay}</button>
        <button class="button grave" type="button" onClick={() => void leave()}>{say.rooms.leave}</button>
      </footer>
    </Dialog>
  );
}
