import { useEffect, useId, useState } from "preact/hooks";
import { Segments } from "../design/Segments";
import { say } from "../language/language";
import { askToNotify, notifiable, type Notifiable, onNotifiable } from "../notifications/permission";
import { changeSettings, useSettings } from "./settings";

/** Notifications on or off. Only choosing them makes the browser ask. */
export function NotificationChoice() {
  const { notifications } = useSettings();
  const hint = useId();
  const [may, setMay] = useState<Notifiable>(notifiable);
  const [dismissed, setDismissed] = useState(false);
  useEffect(() => onNotifiable(() => setMay(notifiable())), []);
  const text = say.settings;

  const choose = async (value: "off" | "all") => {
    setDismissed(false);
    if (value === "off") return changeSettings({ notifications: "off" });
    const answer = await askToNotify();
    setMay(answer);
    setDismissed(answer === "ask");
    changeSettings({ notifications: answer === "yes" ? "all" : "off" });
  };

  const never = may === "insecure" || may === "unsupported";
  return (
    <>
      <Segments
        label={text.notifications} value={may === "yes" ? notifications : "off"} describedBy={hint} onChoose={(value) => void choose(value)}
        choices={[{ value: "off", label: text.notify.off, icon: "bell-off" }, { value: "all", label: text.notify.all, icon: "bell", disabled: never }]}
      />
      <p class="hint" id={hint} role="status">{words()}</p>
    </>
  );

  function words(): string {
    switch (may) {
      case "insecure": return text.notifyInsecure;
      case "unsupported": return text.notifyUnsupported;
      case "no": return text.notifyDenied;
      case "ask": return dismissed ? text.notifyDismissed : text.notifyAsks;
      case "yes": return text.notifyHint;
    }
  }
}
