import { Dialog } from "../design/Dialog";
import { say } from "../language/language";

interface Props {
  unsent: number;
  /** The server can't be reached: it can't be told now. */
  away: boolean;
  onStay: () => void;
  onGo: () => void;
}

/** Asks before messages that are still on the device are given up, or before one leaves without the server knowing. */
export function SignOutDialog({ unsent, away, onStay, onGo }: Props) {
  return (
    <Dialog title={say.accounts.signOutNow} onClose={onStay}>
      <div class="sheet-text">
        {away && <p>{say.accounts.signOutAway}</p>}
        {unsent > 0 && <p>{say.accounts.unsent(unsent)}</p>}
      </div>
      <footer class="sheet-foot">
        <button class={`button ${unsent ? "grave" : ""}`} type="button" onClick={onGo}>{unsent ? say.accounts.signOutAndLose(unsent) : say.accounts.signOutHere}</button>
        <button class="button main" type="button" autoFocus onClick={onStay}>{say.accounts.stay}</button>
      </footer>
    </Dialog>
  );
}
