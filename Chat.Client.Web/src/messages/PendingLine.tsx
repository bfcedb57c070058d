import type { ChatError, Id } from "../contracts";
import { Icon } from "../design/Icon";
import { memo } from "../design/memo";
import type { EntryState } from "../engine/state";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { authorIndex } from "../people/initials";
import { Who } from "../people/Who";
import { SaidText } from "./SaidText";
import { When } from "./When";

interface Props {
  id: Id;
  person: Id;
  name: string;
  userName: string;
  colour?: number;
  text: string;
  composedAt: number;
  state: EntryState;
  error?: ChatError;
  first: boolean;
  under?: boolean;
  live: boolean;
  onRetry: (id: Id) => void;
  onDiscard: (id: Id) => void;
}

/** A message of one's own that the server has not taken yet, or won't. */
export const PendingLine = memo(function PendingLine(props: Props) {
  const { id, person, name, userName, colour, text, composedAt, state, error, first, under, live, onRetry, onDiscard } = props;
  const failed = state === "refused" || state === "unconfirmed";
  const shape = failed ? "is-failed keeps-time" : state === "sent" ? "" : "is-pending keeps-time";
  const waits = state === "sending" ? say.messages.sending : live ? say.messages.aboutToBeSent : say.messages.waitsForConnection;
  return (
    // Heard once, when it has become a message; what went wrong is an alert of its own.
    <li class={`msg on-spine a${authorIndex(person, colour)} ${first ? "first" : ""} ${under ? "under" : ""} ${shape}`} aria-live="off" data-key={id} data-state={state}>
      {first && <Who person={person} name={name} userName={userName} colour={colour} reachable={false} />}
      <div class="said">
        <div data-part="text"><SaidText text={text} /></div>
        {failed && (
          <p class="failed-line">
            <span role="alert">{state === "refused" ? <><b>{say.messages.notSentBecause}</b> {refusal(error)}</> : <><b>{say.messages.notConfirmed}</b> {say.messages.notConfirmedWhy}</>}</span>
            <button class="link" type="button" onClick={() => onRetry(id)}>{say.messages.tryAgain}</button>
            <button class="link" type="button" onClick={() => onDiscard(id)}>{say.messages.delete}</button>
          </p>
        )}
      </div>
      {state === "sent"
        ? <When at={composedAt} />
        : <span class="when" title={failed ? undefined : waits}><Icon name={failed ? "alert" : "clock"} /><span class="only-heard">{failed ? say.messages.notSent : waits}</span></span>}
    </li>
  );
});
