import type { ChatError, Id } from "../contracts";
import { Icon } from "../design/Icon";
import { memo } from "../design/memo";
import type { EntryState } from "../engine/state";
import { Face } from "../people/Face";
import { authorIndex } from "../people/initials";
import { SaidText } from "./SaidText";
import { When } from "./When";

interface Props {
  id: Id;
  person: Id;
  name: string;
  text: string;
  composedAt: number;
  state: EntryState;
  error?: ChatError;
  first: boolean;
  live: boolean;
  onRetry: (id: Id) => void;
  onDiscard: (id: Id) => void;
}

/** A message of one's own that the server has not taken yet, or won't. */
export const PendingLine = memo(function PendingLine(props: Props) {
  const { id, person, name, text, composedAt, state, error, first, live, onRetry, onDiscard } = props;
  const failed = state === "refused" || state === "unconfirmed";
  const shape = failed ? "is-failed keeps-time" : state === "sent" ? "" : "is-pending keeps-time";
  const waits = state === "sending" ? "Sending" : live ? "About to be sent" : "Waits for the connection";
  return (
    <li class={`msg on-spine a${authorIndex(person)} ${first ? "first" : ""} ${shape}`} data-key={id} data-state={state}>
      {first && <div class="who"><span class="name"><bdi>{name}</bdi></span><Face person={person} name={name} /></div>}
      <div class="said">
        <div data-part="text"><SaidText text={text} /></div>
        {failed && (
          <p class="failed-line">
            <span role="alert">{state === "refused" ? <><b>Not sent.</b> {error?.message}</> : <><b>Not confirmed.</b> The connection broke each time it was sent.</>}</span>
            <button class="link" type="button" onClick={() => onRetry(id)}>Try again</button>
            <button class="link" type="button" onClick={() => onDiscard(id)}>Delete</button>
          </p>
        )}
      </div>
      {state === "sent"
        ? <When at={composedAt} />
        : <span class="when" title={failed ? undefined : waits}><Icon name={failed ? "alert" : "clock"} /><span class="only-heard">{failed ? "Not sent" : waits}</span></span>}
    </li>
  );
});
