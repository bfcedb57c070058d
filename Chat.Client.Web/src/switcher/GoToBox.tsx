import { Icon } from "../design/Icon";
import { KeyNames } from "../keys/KeyNames";
import { say } from "../language/language";

/** The visible way to the quick switcher, above the rooms. */
export function GoToBox({ onOpen }: { onOpen: () => void }) {
  return (
    <button class="go-to" type="button" aria-keyshortcuts="Control+K Meta+K" onClick={onOpen}>
      <Icon name="search" small /><span>{say.switcher.goTo}</span><span class="go-to-key" aria-hidden="true"><KeyNames chord={{ key: "k", mod: true }} /></span>
    </button>
  );
}
