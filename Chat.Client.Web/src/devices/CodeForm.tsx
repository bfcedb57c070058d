import { useEffect, useRef, useState } from "preact/hooks";
import { Gate } from "../accounts/Gate";
import { Wrong } from "../design/Hint";
import { say } from "../language/language";

interface Props {
  /** What the link brought, or was typed before. */
  code: string;
  wrong?: string;
  onCode: (code: string) => Promise<void>;
}

/** Asks for the code that a device shows. */
export function CodeForm({ code, wrong, onCode }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const told = missing ? say.devices.codeMissing : wrong;

  useEffect(() => field.current!.focus(), [wrong]);

  const submit = async (event: Event) => {
    event.preventDefault();
    const typed = field.current!.value.trim();
    setMissing(!typed);
    if (!typed) return field.current!.focus();
    setBusy(true);
    await onCode(typed);
    setBusy(false);
  };

  return (
    <Gate title={say.devices.title} lede={say.devices.lede}>
      <form onSubmit={submit} noValidate>
        <label for="device-code">{say.devices.code}</label>
        <div>
          <input
            ref={field} class="field mono" id="device-code" defaultValue={code} autoComplete="off" autoCapitalize="characters" spellcheck={false}
            maxLength={32} dir="ltr" aria-invalid={!!told} aria-describedby="device-code-wrong device-code-hint"
          />
          <Wrong id="device-code-wrong">{told}</Wrong>
          <p class="hint" id="device-code-hint">{say.devices.codeHint}</p>
        </div>
        <div class="deeds-row"><button class="button main large" type="submit" disabled={busy}>{say.devices.goOn}</button></div>
        <p class="hint"><a href="/">{say.devices.cancel}</a></p>
      </form>
    </Gate>
  );
}
