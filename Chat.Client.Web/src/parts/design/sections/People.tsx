import { useChat } from "../../../chat";
import { typing } from "../../../engine/selectors";
import { Face } from "../../../people/Face";
import { Members } from "../../../people/Members";
import { rooms } from "../../fake";
import { useOpened } from "../useOpened";
import { Row } from "../Row";

export function People() {
  const { state } = useChat();
  const room = useOpened(rooms.gauge);
  const people = [...state.people.values()];
  return (
    <>
      <Row name="Faces">{people.map(({ id, name }) => <Face key={id} person={id} name={name} />)}</Row>
      <Row name="Large">{people.map(({ id, name }) => <Face key={id} person={id} name={name} size="large" />)}</Row>
      <Row name="Huge">{people.slice(0, 6).map(({ id, name }) => <Face key={id} person={id} name={name} size="huge" />)}</Row>
      <Row name="Colours">{Array.from({ length: 12 }, (_, colour) => <Face key={colour} person={people[0]!.id} name="ines.duarte" colour={colour + 1} />)}</Row>
      <Row name="Presence">
        {(["online", "away", "offline"] as const).map((presence) => <Face key={presence} person={people[0]!.id} name="ines" presence={presence} />)}
        {(["online", "away", "offline"] as const).map((presence) => <Face key={presence} person={people[1]!.id} name="priya" size="large" presence={presence} />)}
      </Row>
      <Row name="Members">
        {room && <Members state={state} room={room} version={room.membersVersion} peopleVersion={state.peopleVersion} live writing={typing(state, room, Date.now()).join(" ")} myRole="owner" onAdd={() => {}} onClose={() => {}} />}
      </Row>
    </>
  );
}
