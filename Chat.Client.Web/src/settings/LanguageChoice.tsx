import { useState } from "preact/hooks";
import { Segments } from "../design/Segments";
import { toast } from "../design/toast";
import { chooseLanguage, offeredLanguages, storedLanguage } from "../language/choice";
import { say } from "../language/language";

const device = "";

/** The language of the page: the device's own, or one of those that the page speaks. */
export function LanguageChoice() {
  const [chosen, setChosen] = useState(storedLanguage() ?? device);
  const choose = async (tag: string) => {
    const before = chosen;
    setChosen(tag);
    try {
      await chooseLanguage(tag || undefined);
    } catch {
      setChosen(before);
      toast(say.design.partMissing);
    }
  };
  return (
    <Segments
      label={say.language.name} value={chosen} onChoose={(tag) => void choose(tag)}
      choices={[{ value: device, label: say.settings.themes.system }, ...offeredLanguages().map(({ tag, name }) => ({ value: tag, label: name, lang: tag }))]}
    />
  );
}
