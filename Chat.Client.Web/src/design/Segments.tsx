import { useId } from "preact/hooks";
import { Icon, type IconName } from "./Icon";

interface Props<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string; icon?: IconName; lang?: string; disabled?: boolean }[];
  onChoose: (value: T) => void;
  describedBy?: string;
}

/** A few choices side by side, one of which holds. */
export function Segments<T extends string>({ label, value, choices, onChoose, describedBy }: Props<T>) {
  const name = useId();
  return (
    <div class="segments" role="radiogroup" aria-label={label} aria-describedby={describedBy}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={name} checked={value === choice.value} disabled={choice.disabled} onChange={() => onChoose(choice.value)} />
          {choice.icon && <Icon name={choice.icon} small />}<span lang={choice.lang}>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
