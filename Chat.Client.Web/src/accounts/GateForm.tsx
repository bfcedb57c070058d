import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Outcome, Person, SignedIn } from "../contracts";
import { Wrong } from "../design/Hint";
import { say } from "../language/language";
import { refusal } from "../language/refusal";

interface Props {
  /** Above the name, such as the set-up code. */
  before?: ComponentChildren;
  newPassword?: boolean;
  verb: string;
  send: (userName: string, password: string) => Promise<Outcome<SignedIn>>;
  onDone: (person: Person) => void;
  /** Below the button. */
  children?: ComponentChildren;
}

/** Name and password, and what the server says to them. */
export function GateForm({ before, newPassword, verb, send, onDone, children }: Props) {
  const name = useRef<HTMLInputElement>(null), password = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ field: "name" | "password" | "form"; message: string }>();
  const id = useId();

  // At once: a moment later, somebody may be typing a password in the field below. The attribute would count only while the document loads.
  useLayoutEffect(() => name.current!.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    const userName = name.current!.value.trim(), secret = password.current!.value;
    if (!userName) return refuse("name", say.accounts.nameMissing);
    if (!secret) return refuse("password", say.accounts.passwordMissing);
    if (newPassword && [...secret].length < 8) return refuse("password", say.accounts.passwordShort);
    setBusy(true);
    const outcome = await send(userName, secret);
    setBusy(false);
    if (outcome.ok) return onDone(outcome.value!.person);
    refuse(fieldOf[outcome.error!.code] ?? "form", refusal(outcome.error!));
  };
  const refuse = (field: "name" | "password" | "form", message: string) => {
    setWrong({ field, message });
    (field === "name" ? name : password).current?.focus();
  };
  const hint = (field: string) => wrong?.field === field ? wrong.message : undefined;

  return (
    <form onSubmit={submit} noValidate>
      {before}
      <label for={`${id}n`}>{say.accounts.name}</label>
      <div>
        <input
          ref={name} class="field" id={`${id}n`} name="username" autoComplete="username" autoCapitalize="none" spellcheck={false}
          maxLength={64} dir="auto" aria-invalid={!!hint("name")} aria-describedby={`${id}nw`}
        />
        <Wrong id={`${id}nw`}>{hint("name")}</Wrong>
        {newPassword && !hint("name") && <p class="hint">{say.accounts.nameHint(<code>.</code>, <code>_</code>, <code>-</code>)}</p>}
      </div>
      <label for={`${id}p`}>{say.accounts.password}</label>
      <div>
        <input
          ref={password} class="field" id={`${id}p`} type="password" name="password"
          autoComplete={newPassword ? "new-password" : "current-password"} aria-invalid={!!hint("password")} aria-describedby={`${id}pw`}
        />
        <Wrong id={`${id}pw`}>{hint("password")}</Wrong>
        {newPassword && !hint("password") && <p class="hint">{say.accounts.passwordHint}</p>}
      </div>
      <div>
        <div class="deeds-row"><button class="button main large" type="submit" disabled={busy}>{verb}</button></div>
        <Wrong>{hint("form")}</Wrong>
      </div>
      {children}
    </form>
  );
}

const fieldOf: Record<string, "name" | "password"> = { wrong_password: "password", weak_password: "password", name_taken: "name" };
