import { render } from "preact";
import { App } from "../App";
import { startLanguage } from "../language/choice";
import "../look";
import { parse } from "../routing/route";
import { followSettings } from "../settings/apply";
import { fakeAccounts, fakeChat, rooms } from "./fake";

await startLanguage();
// /parts.html?at=/rooms/…&connection=offline&out&set-up&busy=100&language=de
const query = new URLSearchParams(location.search);
const at = query.get("at") ?? `/rooms/${rooms.gauge}`;
const named = /^\/(\w+)(\/\d+)?$/.exec(at);
const path = named && named[1]! in rooms ? `/rooms/${rooms[named[1] as keyof typeof rooms]}${named[2] ?? ""}` : at;
if (parse(path).at !== "nowhere") history.replaceState(null, "", path);
followSettings();
const chat = fakeChat({
  connection: (query.get("connection") ?? "live") as "live", pending: !query.has("calm"), typing: !query.has("calm"), unread: !query.has("read"),
});
render(<App accounts={fakeAccounts(!query.has("out"), query.has("set-up"))} openChat={() => chat} />, document.getElementById("app")!);
if (query.has("busy")) setTimeout(() => chat.busy(Number(query.get("busy"))), 1_000);
