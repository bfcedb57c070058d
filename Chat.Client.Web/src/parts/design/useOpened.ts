import { useEffect, useState } from "preact/hooks";
import { useChat } from "../../chat";
import type { Id } from "../../contracts";
import type { RoomState } from "../../engine/state";

/** A room of the made-up state, once it is open. */
export function useOpened(id: Id): RoomState | undefined {
  const chat = useChat();
  const [room, setRoom] = useState<RoomState>();
  useEffect(() => {
    chat.open(id);
    setRoom(chat.state.rooms.get(id));
  }, [id]);
  return room;
}
