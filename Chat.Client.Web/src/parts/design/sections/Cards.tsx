import { useChat } from "../../../chat";
import { PersonCard } from "../../../people/PersonCard";
import { ProfileDialog } from "../../../people/ProfileDialog";
import { RemoveMember } from "../../../people/RemoveMember";
import { rooms } from "../../fake";
import { Row } from "../Row";

const nothing = () => {};

/** Who somebody is, who one is oneself, and how one is shown. */
export function Cards() {
  const [ines, priya, ben, , , , , bart] = [...useChat().state.people.values()];
  return (
    <>
      <Row name="Somebody">
        <PersonCard person={ben!.id} onClose={nothing} />
        <PersonCard person={bart!.id} onClose={nothing} />
      </Row>
      <Row name="Oneself">
        <PersonCard person={ines!.id} onClose={nothing} />
        <ProfileDialog onClose={nothing} />
      </Row>
      <Row name="Removing"><RemoveMember room={rooms.gauge} person={priya!.id} name={priya!.displayName!} userName={priya!.name} onClose={nothing} /></Row>
    </>
  );
}
