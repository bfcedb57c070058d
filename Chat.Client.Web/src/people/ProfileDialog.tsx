import { useId, useState } from "preact/hooks";
import { useChat } from "../chat";
import { Dialog } from "../design/Dialog";
import { Wrong } from "../design/Hint";
import { Icon } from "../design/Icon";
import { toast } from "../design/toast";
import { useGone } from "../design/useGone";
import { say } from "../language/language";
import { refusal } from "../language/refusal";
import { Face } from "./Face";
import { authorIndex } from "./initials";
import "./words";
import "./card.css";

/** How one is shown: what one is called and in which colour, with a look at both. */
export function ProfileDialog({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const gone = useGone();
  const me = chat.state.me;
  const person = me === undefined ? undefined : chat.state.people.get(me);
  const [name, setName] = useState(person?.displayName ?? "");
  const [colour, setColour] = useState(person?.colour);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const id = useId();
  if (!person) return null;

  const most = chat.state.limits.displayName;
  const tidy = name.trim().normalize("NFC");
  const tooLong = tidy.length > most ? say.profile.tooLong(most) : undefined;
  const shown = tidy || person.name;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || tooLong) return;
    setBusy(true);
    const { error } = await chat.setProfile({ displayName: tidy, colour });
    setBusy(false);
    if (error) return setWrong(refusal(error));
    toast(say.profile.saved);
    if (!gone.current) onClose();
  };

  return (
    <Dialog title={say.accounts.profile} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <div class={`profile-preview a${authorIndex(person.id, colour)}`} data-part="preview">
          <Face person={person.id} name={shown} colour={colour} size="huge" />
          <div>
            <p class="preview-name"><bdi>{shown}</bdi></p>
            <p>@<bdi>{person.name}</bdi></p>
          </div>
        </div>
        <div class="pairs">
          <label for={`${id}n`}>{say.profile.displayName}</label>
          <div>
            <input
              id={`${id}n`} class="field" dir="auto" autoComplete="nickname" spellcheck={false} autoFocus value={name} placeholder={person.name}
              aria-invalid={!!(tooLong ?? wrong)} aria-describedby={`${id}w ${id}h`}
              onInput={(event) => { setName(event.currentTarget.value); setWrong(undefined); }}
            />
            <Wrong id={`${id}w`}>{tooLong ?? wrong}</Wrong>
            <p class="hint" id={`${id}h`}>{say.profile.displayNameHint(<b><bdi>{person.name}</bdi></b>)}</p>
          </div>
          <span class="what" id={`${id}c`}>{say.profile.colour}</span>
          <div class="ink-chips" role="radiogroup" aria-labelledby={`${id}c`}>
            <label class={`ink-chip none a${authorIndex(person.id)}`} title={say.profile.noColour}>
              <input type="radio" name={`${id}c`} aria-label={say.profile.noColour} checked={colour === undefined} onChange={() => setColour(undefined)} />
              <Icon name="check" small />
            </label>
            {say.profile.colours.map((label, at) => (
              <label key={at} class={`ink-chip a${at + 1}`} title={label}>
                <input type="radio" name={`${id}c`} aria-label={label} checked={colour === at + 1} onChange={() => setColour(at + 1)} />
                <Icon name="check" small />
              </label>
            ))}
          </div>
        </div>
        <footer class="sheet-foot">
          <button class="button bare" type="button" onClick={onClose}>{say.people.cancel}</button>
          <button class="button main" type="submit" disabled={busy || !!tooLong}>{say.profile.save}</button>
        </footer>
      </form>
    </Dialog>
  );
}
