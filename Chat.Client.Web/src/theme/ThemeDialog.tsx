import { useState } from "preact/hooks";
import { Dialog } from "../design/Dialog";
import { Icon, type IconName } from "../design/Icon";
import { setTheme, storedTheme, type Theme } from "./theme";

const choices: [Theme, string, IconName][] = [["system", "As the device", "device"], ["light", "Light", "sun"], ["dark", "Dark", "moon"]];

export function ThemeDialog({ onClose }: { onClose: () => void }) {
  const [theme, choose] = useState(storedTheme);
  return (
    <Dialog title="Appearance" onClose={onClose}>
      <div class="pairs">
        <span class="what" id="theme">Theme</span>
        <div>
          <div class="segments" role="radiogroup" aria-labelledby="theme">
            {choices.map(([value, label, icon]) => (
              <label key={value}>
                <input type="radio" name="theme" checked={theme === value} onChange={() => { setTheme(value); choose(value); }} />
                <Icon name={icon} small />{label}
              </label>
            ))}
          </div>
        </div>
      </div>
    </Dialog>
  );
}
