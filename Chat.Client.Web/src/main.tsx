import { render } from "preact";
import { accountsAt } from "./accounts/api";
import { App } from "./App";
import { openChat } from "./connection/openChat";
import { fetchLaterParts } from "./design/later";
import { startLanguage } from "./language/choice";
import "./look";
import { followKeyboard } from "./phone/keyboard";
import { followSettings } from "./settings/apply";
import { followVersions } from "./versions/offered";

followSettings();
followKeyboard();
// Not awaited: the parts that come later could not be imported from a module that waits.
void startLanguage().then(() => render(<App accounts={accountsAt()} openChat={openChat} />, document.getElementById("app")!));
if (import.meta.env.PROD) void followVersions();
fetchLaterParts();
