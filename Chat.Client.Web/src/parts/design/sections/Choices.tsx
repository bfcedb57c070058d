import { useChat } from "../../../chat";
import { KeysDialog } from "../../../keys/KeysDialog";
import { EditRoom } from "../../../rooms/EditRoom";
import { SettingsDialog } from "../../../settings/SettingsDialog";
import { rooms } from "../../fake";
import { Row } from "../Row";

const nothing = () => {};

/** What one can choose: for oneself, and for a room. */
export function Choices() {
  const head = useChat().state.heads.get(rooms.gauge)!.header!;
  return (
    <>
      <Row name="Settings"><SettingsDialog onClose={nothing} /></Row>
      <Row name="Keys"><KeysDialog onClose={nothing} /></Row>
      <Row name="A room">
        <EditRoom header={head} owner focus="topic" onClose={nothing} />
        <EditRoom header={head} owner={false} focus="topic" onClose={nothing} />
      </Row>
    </>
  );
}
