import { say } from "../language/language";
import { type Chord, isMac } from "./registry";

/** A chord as the keyboard in front of the reader is labelled, for eyes and ears. */
export function KeyNames({ chord }: { chord: Chord }) {
  const names = namesOf(chord);
  return (
    <span class="keys">
      <span class="only-heard">{names.map((name) => say.keys.heard[name] ?? name).join(" ")}</span>
      {names.map((name) => <kbd key={name} aria-hidden="true">{name}</kbd>)}
    </span>
  );
}

function namesOf({ key, mod, alt, shift }: Chord): string[] {
  const { names } = say.keys;
  const mac = isMac();
  const held = [mod && (mac ? "⌘" : names.mod!), alt && (mac ? "⌥" : names.alt!), shift && (mac ? "⇧" : names.shift!)].filter((name) => typeof name === "string");
  return [...held, arrows[key] ?? names[key] ?? key.toUpperCase()];
}

const arrows: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓" };
