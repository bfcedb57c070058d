import { render } from "preact";
import { accountsAt } from "./accounts/api";
import { App } from "./App";
import { openChat } from "./connection/openChat";
import "./look";
import { applyTheme } from "./theme/theme";

applyTheme();
render(<App accounts={accountsAt()} openChat={openChat} />, document.getElementById("app")!);
