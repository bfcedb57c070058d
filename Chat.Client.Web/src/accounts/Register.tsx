import type { Person, ServerState } from "../contracts";
import type { Accounts } from "./api";
import { Gate } from "./Gate";
import { GateForm } from "./GateForm";

export function Register({ accounts, server, onDone }: { accounts: Accounts; server: ServerState; onDone: (person: Person) => void }) {
  if (!server.registrationOpen) {
    return (
      <Gate title={server.name} lede="New accounts are closed here. Ask whoever looks after this server.">
        <p class="hint"><a href="/sign-in">Sign in</a> with an account that you have.</p>
      </Gate>
    );
  }
  return (
    <Gate title={`Join ${server.name}`} lede="A name and a password are all it takes.">
      <GateForm newPassword verb="Make an account" send={accounts.register} onDone={onDone}>
        <p class="hint">Here before? <a href="/sign-in">Sign in</a></p>
      </GateForm>
    </Gate>
  );
}
