import type { Person, ServerState } from "../contracts";
import { say } from "../language/language";
import type { Accounts } from "./api";
import { Gate } from "./Gate";
import { GateForm } from "./GateForm";

interface Props {
  accounts: Accounts;
  server: ServerState;
  /** Whether one was in, and has to sign in again. */
  ended?: boolean;
  onDone: (person: Person) => void;
}

export function SignIn({ accounts, server, ended, onDone }: Props) {
  if (server.needsSetUp) {
    return <Gate title={say.accounts.almostThere} lede={say.accounts.almostThereLede} />;
  }
  return (
    <Gate title={server.name} lede={ended ? say.accounts.ended : say.accounts.signInLede}>
      <GateForm verb={say.accounts.signIn} send={accounts.signIn} onDone={onDone}>
        <p class="hint">
          {say.accounts.noAccount} {server.registrationOpen ? <a href="/register">{say.accounts.makeOne}</a> : say.accounts.askOperator}
        </p>
      </GateForm>
    </Gate>
  );
}
