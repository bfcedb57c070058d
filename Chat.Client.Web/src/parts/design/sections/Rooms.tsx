import { useChat } from "../../../chat";
import { keepDraft } from "../../../messages/drafts";
import type { RoomChoices } from "../../../rooms/choices";
import { RoomHead } from "../../../rooms/RoomHead";
import { RoomList } from "../../../rooms/Sidebar";
import { rooms } from "../../fake";
import { Row, Talk } from "../Row";

keepDraft(rooms.kit, "A draft");
const choices: RoomChoices = { favourites: [rooms.boathouse, rooms.coxes], muted: [rooms.newcomers], folded: [] };

export function Rooms() {
  const { state } = useChat();
  const nothing = () => {};
  return (
    <>
      <Row name="Rooms">
        <nav class="side design-side">
          <RoomList state={state} listVersion={state.listVersion} choices={choices} chosen={rooms.gauge} loading={false} onCreate={nothing} onBrowse={nothing} />
        </nav>
      </Row>
      <Talk>
        {[rooms.gauge, rooms.coxes, rooms.learn, rooms.hebrew].map((room) => (
          <RoomHead key={room} header={state.heads.get(room)!.header} role="owner" members={12} peopleShown={room === rooms.gauge} onPeople={nothing} onDeed={nothing} />
        ))}
      </Talk>
    </>
  );
}
