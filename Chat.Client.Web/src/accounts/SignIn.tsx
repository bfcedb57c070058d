import type { Person, ServerState } from "../contracts";
import type { Accounts } from "./api";
import { Gate } from "./Gate";
import { GateForm } from "./GateForm";

interface Props {
  accounts: Accounts;
  server: ServerState;
  /** Why one has to sign in again. */
  reason?: string;
  onDone: (person: Person) => void;
}

export function SignIn({ accounts, server, reason, onDone }: Props) {
  if (server.needsSetUp) {
    return <Gate title="Almost there" lede="This server has no account yet. Open the set-up link that it printed when it started: the first account is made there." />;
  }
  return (
    <Gate title={server.name} lede={reason ?? "Sign in to read and write."}>
      <GateForm verb="Sign in" send={accounts.signIn} onDone={onDone}>
        <p class="hint">
          No account yet? {server.registrationOpen ? <a href="/register">Make one</a> : "Ask whoever looks after this server."}
        </p>
      </GateForm>
    </Gate>
  );
}
