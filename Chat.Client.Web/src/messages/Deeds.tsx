import { Icon, type IconName } from "../design/Icon";
import { say } from "../language/language";

export interface Deed { icon: IconName; label: string; act: () => void }

/** What one can do with the message at hand. */
export function Deeds({ deeds }: { deeds: Deed[] }) {
  return (
    <div class="deeds" role="toolbar" aria-live="off" aria-label={say.messages.deeds}>
      {deeds.map(({ icon, label, act }) => (
        <button key={label} class="tool" type="button" aria-label={label} title={label} onClick={act}><Icon name={icon} small /></button>
      ))}
    </div>
  );
}
