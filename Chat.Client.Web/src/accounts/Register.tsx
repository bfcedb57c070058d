import type { Person, ServerState } from "../contracts";
import { say } from "../language/language";
import type { Accounts } from "./api";
import { Gate } from "./Gate";
import { GateForm } from "./GateForm";

export function Register({ accounts, server, onDone }: { accounts: Accounts; server: ServerState; onDone: (person: Person) => void }) {
  if (!server.registrationOpen) {
    return (
      <Gate title={server.name} lede={say.accounts.closed}>
        <p class="hint">{say.accounts.signInWith((text) => <a href="/sign-in">{text}</a>)}</p>
      </Gate>
    );
  }
  return (
    <Gate title={say.accounts.joinServer(server.name)} lede={say.accounts.registerLede}>
      <GateForm newPassword verb={say.accounts.makeAccount} send={accounts.register} onDone={onDone}>
        <p class="hint">{say.accounts.hereBefore} <a href="/sign-in">{say.accounts.signIn}</a></p>
      </GateForm>
    </Gate>
  );
}
