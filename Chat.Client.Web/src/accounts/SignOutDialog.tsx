import { Dialog } from "../design/Dialog";

/** Asks before messages that are still on the device are given up. */
export function SignOutDialog({ unsent, onStay, onGo }: { unsent: number; onStay: () => void; onGo: () => void }) {
  const messages = unsent === 1 ? "1 message is" : `${unsent} messages are`;
  return (
    <Dialog title="Sign out now?" onClose={onStay}>
      <div class="sheet-text">
        <p>{messages} not sent yet. Stay until {unsent === 1 ? "it has" : "they have"} gone out, or sign out and lose {unsent === 1 ? "it" : "them"}.</p>
      </div>
      <footer class="sheet-foot">
        <button class="button grave" type="button" onClick={onGo}>Sign out and lose {unsent === 1 ? "it" : "them"}</button>
        <button class="button main" type="button" autoFocus onClick={onStay}>Stay</button>
      </footer>
    </Dialog>
  );
}
