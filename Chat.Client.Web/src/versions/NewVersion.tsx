import { say } from "../language/language";
import { loadNewVersion, useNewVersion } from "./offered";

/** A quiet line at the foot of the rooms when a new version of the page can be loaded. */
export function NewVersion() {
  const shown = useNewVersion();
  return (
    <div role="status" aria-label={say.versions.label}>
      {shown && <p class="new-version">{say.versions.ready} <button type="button" onClick={() => void loadNewVersion()}>{say.versions.load}</button></p>}
    </div>
  );
}
