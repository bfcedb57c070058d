import type { Id, PresenceState } from "../contracts";
import { Dot } from "../presence/Dot";
import { authorIndex, initials } from "./initials";

interface Props {
  person: Id;
  name: string;
  /** The colour they chose, if they did. */
  colour?: number;
  size?: "large" | "huge";
  presence?: PresenceState;
}

/** A person's initials on their own colour. Decoration: the name always stands beside it. */
export function Face({ person, name, colour, size, presence }: Props) {
  return (
    <span class={`face a${authorIndex(person, colour)} ${size === "large" ? "l" : size === "huge" ? "xl" : ""}`} aria-hidden="true">
      {initials(name)}
      {presence && <Dot state={presence} />}
    </span>
  );
}
