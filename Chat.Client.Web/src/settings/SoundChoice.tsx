import { say } from "../language/language";
import { playSound } from "../notifications/sound";
import { changeSettings, useSettings } from "./settings";

/** The sound that goes with news, and what it sounds like. */
export function SoundChoice() {
  const { sound } = useSettings();
  const text = say.settings;
  return (
    <div class="inline">
      <label class="inline">
        <input class="switch" type="checkbox" role="switch" checked={sound} onChange={(event) => changeSettings({ sound: event.currentTarget.checked })} />
        {text.soundOn}
      </label>
      <button class="button" type="button" onClick={() => void playSound()}>{text.soundPlay}</button>
    </div>
  );
}
