import { SignIn } from "../../../accounts/SignIn";
import { useChat } from "../../../chat";
import { Ghost } from "../../../design/Hint";
import { EmptyRoom } from "../../../messages/EmptyRoom";
import { Nowhere } from "../../../rooms/Nowhere";
import { fakeAccounts, rooms } from "../../fake";
import { Talk } from "../Row";

/** Where there is nothing yet, and the way in. */
export function Empty() {
  const { state } = useChat();
  return (
    <Talk>
      <div class="log"><ol><EmptyRoom name="winter-league" room={rooms.league} isPrivate={false} alone onAdd={() => {}} /></ol></div>
      <div class="log"><ol><EmptyRoom name="גלישה-ושייט" room={rooms.hebrew} isPrivate alone={false} /></ol></div>
      <div class="log"><ol><li class="log-wait on-spine"><Ghost /></li></ol></div>
      <Nowhere state={state} title="Choose a room" text="Your rooms stand in the list. There may be more to join." onBrowse={() => {}} onCreate={() => {}} />
      <Nowhere state={state} title="No such room" text="It doesn’t exist, or it is private and you are not in it." />
      <SignIn accounts={fakeAccounts(false, false)} server={{ name: "Saltmarsh Rowing", needsSetUp: false, registrationOpen: true }} onDone={() => {}} />
    </Talk>
  );
}
