import type { Id, PresenceState } from "../contracts";
import { Dot } from "../presence/Dot";
import { authorIndex, initials } from "./initials";

/** A person's initials on their own colour. Decoration: the name always stands beside it. */
export function Face({ person, name, large, presence }: { person: Id; name: string; large?: boolean; presence?: PresenceState }) {
  return (
    <span class={`face a${authorIndex(person)} ${large ? "l" : ""}`} aria-hidden="true">
      {initials(name)}
      {presence && <Dot state={presence} />}
    </span>
  );
}
