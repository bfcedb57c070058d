import { render } from "preact";
import { ChatContext } from "../../chat";
import "../../look";
import { startLanguage } from "../../language/choice";
import { fakeChat } from "../fake";
import "../../people/card.css";
import "../../settings/settings.css";
import "./design.css";
import { Basics } from "./sections/Basics";
import { Cards } from "./sections/Cards";
import { Choices } from "./sections/Choices";
import { Connection } from "./sections/Connection";
import { Dialogs } from "./sections/Dialogs";
import { Empty } from "./sections/Empty";
import { Finding } from "./sections/Finding";
import { Lines } from "./sections/Lines";
import { Mishaps } from "./sections/Mishaps";
import { OddLines } from "./sections/OddLines";
import { People } from "./sections/People";
import { Rooms } from "./sections/Rooms";
import { Writing } from "./sections/Writing";

// Every component in every state, for looking at them and for the comparison in Chat.Tests/Pages: /design.html?dark&compact
const query = new URLSearchParams(location.search);
const root = document.documentElement;
root.classList.toggle("dark", query.has("dark"));
root.classList.toggle("light", !query.has("dark"));
root.classList.toggle("compact", query.has("compact"));
if (query.has("rtl")) root.dir = "rtl";

// A menu stays open whoever takes the focus after it.
addEventListener("focusin", (event) => event.stopImmediatePropagation(), { capture: true });
// Dialogs stand in the flow, one below the other: none takes the page for itself.
HTMLDialogElement.prototype.showModal = function () { this.setAttribute("open", ""); };

const sections = {
  basics: Basics, dialogs: Dialogs, people: People, rooms: Rooms, lines: Lines, odd: OddLines, writing: Writing, connection: Connection, empty: Empty,
  finding: Finding, cards: Cards, choices: Choices, mishaps: Mishaps,
};
const chat = fakeChat({});
await startLanguage();
render(
  <ChatContext.Provider value={chat}>
    <main class="design">
      {Object.entries(sections).map(([name, Section]) => <section key={name} data-section={name}><Section /></section>)}
    </main>
  </ChatContext.Provider>,
  document.getElementById("app")!,
);
