import { useId, useRef, useState } from "preact/hooks";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { toast } from "../design/toast";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import type { Accounts } from "./api";

export function PasswordDialog({ accounts, onClose }: { accounts: Accounts; onClose: () => void }) {
  const current = useRef<HTMLInputElement>(null), next = useRef<HTMLInputElement>(null);
  const gone = useGone();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<{ field: "current" | "new" | "form"; message: string }>();
  const id = useId();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if ([...next.current!.value].length < 8) return refuse("new", say.accounts.passwordShort);
    setBusy(true);
    const outcome = await accounts.changePassword(current.current!.value, next.current!.value);
    setBusy(false);
    if (!outcome.ok) {
      const { code } = outcome.error!;
      return refuse(code === "wrong_password" ? "current" : code === "weak_password" ? "new" : "form", code === "wrong_password" ? say.accounts.notYours : refusal(outcome.error!));
    }
    toast(say.accounts.changed);
    if (!gone.current) onClose();
  };
  const refuse = (field: "current" | "new" | "form", message: string) => {
    setWrong({ field, message });
    (field === "new" ? next : current).current?.focus();
  };
  const hint = (field: string) => wrong?.field === field ? wrong.message : undefined;

  return (
    <Dialog title={say.accounts.changePassword} onClose={onClose}>
      <form onSubmit={submit}>
        <div class="pairs">
          <label for={`${id}c`}>{say.accounts.current}</label>
          <div>
            <input ref={current} id={`${id}c`} class="field" type="password" autoComplete="current-password" autoFocus aria-invalid={!!hint("current")} aria-describedby={`${id}cw`} />
            <Wrong id={`${id}cw`}>{hint("current")}</Wrong>
          </div>
          <label for={`${id}n`}>{say.accounts.new}</label>
          <div>
            <input ref={next} id={`${id}n`} class="field" type="password" autoComplete="new-password" aria-invalid={!!hint("new")} aria-describedby={`${id}nw`} />
            <Wrong id={`${id}nw`}>{hint("new")}</Wrong>
            <p class="hint">{say.accounts.changeHint}</p>
          </div>
          <div class="both"><Wrong>{hint("form")}</Wrong></div>
        </div>
        <footer class="sheet-foot">
          <button class="button bare" type="button" onClick={onClose}>{say.accounts.cancel}</button>
          <button class="button main" type="submit" disabled={busy}>{say.accounts.changePassword}</button>
        </footer>
      </form>
    </Dialog>
  );
}
