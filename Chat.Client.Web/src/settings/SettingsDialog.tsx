import type { ComponentChildren } from "preact";
import { Dialog } from "../design/Dialog";
import { Segments } from "../design/Segments";
import { say } from "../language/language";
import { LanguageChoice } from "./LanguageChoice";
import { NotificationChoice } from "./NotificationChoice";
import { SoundChoice } from "./SoundChoice";
import { changeSettings, useSettings } from "./settings";
import "./settings.css";
import "./words";

/** How the page looks and what it tells, on this device. What is chosen holds at once. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { theme, density, textSize, clock } = useSettings();
  const text = say.settings;
  return (
    <Dialog title={text.title} wide onClose={onClose}>
      <div class="scroll sets">
        <section>
          <h3>{text.look}</h3>
          <Item label={text.theme}>
            <Segments
              label={text.theme} value={theme} onChoose={(value) => changeSettings({ theme: value })}
              choices={[
                { value: "system", label: text.themes.system, icon: "device" }, { value: "light", label: text.themes.light, icon: "sun" },
                { value: "dark", label: text.themes.dark, icon: "moon" },
              ]}
            />
          </Item>
          <Item label={text.density} hint={text.densityHint}>
            <Segments
              label={text.density} value={density} onChoose={(value) => changeSettings({ density: value })}
              choices={(["comfortable", "compact"] as const).map((value) => ({ value, label: text.densities[value] }))}
            />
          </Item>
          <Item label={text.textSize}>
            <Segments
              label={text.textSize} value={textSize} onChoose={(value) => changeSettings({ textSize: value })}
              choices={(["small", "normal", "large", "larger"] as const).map((value) => ({ value, label: text.textSizes[value] }))}
            />
          </Item>
          <Item label={say.language.name}><LanguageChoice /></Item>
          <Item label={text.clock}>
            <Segments
              label={text.clock} value={clock} onChoose={(value) => changeSettings({ clock: value })}
              choices={(["language", "24", "12"] as const).map((value) => ({ value, label: text.clocks[value] }))}
            />
          </Item>
        </section>
        <section>
          <h3>{text.tell}</h3>
          <Item label={text.notifications}><NotificationChoice /></Item>
          <Item label={text.sound}><SoundChoice /></Item>
        </section>
      </div>
      <footer class="sheet-foot"><span class="grow">{text.deviceOnly}</span></footer>
    </Dialog>
  );
}

/** A label left of the spine, and right of it what can be chosen. */
function Item({ label, hint, children }: { label: string; hint?: string; children: ComponentChildren }) {
  return (
    <div class="set">
      <span class="what" aria-hidden="true">{label}</span>
      <div>{children}{hint && <p class="hint">{hint}</p>}</div>
    </div>
  );
}
