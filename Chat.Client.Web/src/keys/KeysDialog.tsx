import { useState } from "preact/hooks";
import { Dialog } from "../design/Dialog";
import { say } from "../language/language";
import { KeyNames } from "./KeyNames";
import { characterKeys, type KeyPlace, keys, setCharacterKeys } from "./registry";
import "./words";

const places: readonly KeyPlace[] = ["everywhere", "conversation", "log", "message", "composer", "room", "search"];

/** Every key, by where it means something. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [characters, setCharacters] = useState(characterKeys);
  return (
    <Dialog wide title={say.keys.title} onClose={onClose}>
      <div class="scroll keys-help" tabIndex={0} role="group" aria-label={say.keys.title} autoFocus>
        <div class="keys-columns">
          {places.map((place) => (
            <section key={place} aria-labelledby={`keys-${place}`}>
              <h3 id={`keys-${place}`}>{say.keysHelp.places[place]}</h3>
              <dl>
                {keys.filter((key) => key.place === place).map(({ id, chords }) => (
                  <div key={id}>
                    <dt>{say.keysHelp.does[id]}</dt>
                    <dd>
                      {chords.map((chord, at) => (
                        <span key={at}>{at > 0 && <span class="or"> {say.keysHelp.or} </span>}<KeyNames chord={chord} /></span>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
      <footer class="sheet-foot">
        <label class="grow keys-switch">
          <input
            class="switch" type="checkbox" role="switch" checked={characters}
            onChange={({ currentTarget }) => { setCharacterKeys(currentTarget.checked); setCharacters(currentTarget.checked); }}
          />
          <span>{say.keysHelp.characters}. {say.keysHelp.charactersHint}</span>
        </label>
      </footer>
    </Dialog>
  );
}
