import { useState } from "preact/hooks";
import type { Person, ServerState } from "../contracts";
import { say } from "../language/language";
import type { Accounts } from "./api";
import { Gate } from "./Gate";
import { GateForm } from "./GateForm";

/** The code stands behind the # of the link, or in ?token=: the first never reaches a server's log. */
function tokenOfLink(): string {
  return decodeURIComponent(location.hash.slice(1)) || new URLSearchParams(location.search).get("token") || "";
}

export function SetUp({ accounts, server, onDone }: { accounts: Accounts; server: ServerState; onDone: (person: Person) => void }) {
  const [linked] = useState(tokenOfLink);
  const [typed, setTyped] = useState("");
  if (!server.needsSetUp) {
    return (
      <Gate title={server.name} lede={say.accounts.setUpAlready}>
        <p class="hint"><a href="/sign-in">{say.accounts.signIn}</a></p>
      </Gate>
    );
  }
  const code = !linked && (
    <>
      <label for="code">{say.accounts.code}</label>
      <div>
        <input class="field mono" id="code" autoComplete="off" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value.trim())} />
        <p class="hint">{say.accounts.codeHint}</p>
      </div>
    </>
  );
  return (
    <Gate title={say.accounts.running} lede={say.accounts.runningLede}>
      <GateForm newPassword verb={say.accounts.openDoors} before={code} send={(name, password) => accounts.setUp(linked || typed, name, password)} onDone={onDone} />
    </Gate>
  );
}
