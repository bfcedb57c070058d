import { Icon, type IconName } from "../design/Icon";
import { say } from "../language/language";
import { fullTime } from "./dates";

export interface Deed { icon: IconName; label: string; act: () => void }

/** What one can do with the message at hand, and for those who can't rest on its time, when it was said. */
export function Deeds({ deeds, at }: { deeds: Deed[]; at: number }) {
  return (
    <div class="deeds" role="toolbar" aria-live="off" aria-label={say.messages.deeds}>
      <span class="deeds-when">{fullTime(at)}</span>
      {deeds.map(({ icon, label, act }) => (
        <button key={label} class="tool" type="button" aria-label={label} title={label} onClick={act}><Icon name={icon} small /></button>
      ))}
    </div>
  );
}
