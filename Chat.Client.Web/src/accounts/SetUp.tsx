import { useState } from "preact/hooks";
import type { Person, ServerState } from "../contracts";
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
      <Gate title={server.name} lede="This server is set up already.">
        <p class="hint"><a href="/sign-in">Sign in</a></p>
      </Gate>
    );
  }
  const code = !linked && (
    <>
      <label for="code">Set-up code</label>
      <div>
        <input class="field mono" id="code" autoComplete="off" spellcheck={false} onInput={(event) => setTyped(event.currentTarget.value.trim())} />
        <p class="hint">The server printed it when it started, at the end of the set-up link.</p>
      </div>
    </>
  );
  return (
    <Gate title="Your server is running" lede="Make the first account. It looks after all the others.">
      <GateForm newPassword verb="Open the doors" before={code} send={(name, password) => accounts.setUp(linked || typed, name, password)} onDone={onDone} />
    </Gate>
  );
}
