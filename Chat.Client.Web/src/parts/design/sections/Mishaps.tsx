import { Mishap } from "../../../design/Mishap";
import { Row } from "../Row";

/** What people see where something could not be drawn. */
export function Mishaps() {
  return <Row name="Mishap"><Mishap><Fails /></Mishap></Row>;
}

function Fails(): never {
  throw new Error("This one never draws.");
}
