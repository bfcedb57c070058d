import { Ghost, Wrong } from "../../../design/Hint";
import { Icon, type IconName } from "../../../design/Icon";
import { Row } from "../Row";

const icons: IconName[] = [
  "room", "lock", "search", "people", "person", "more", "edit", "trash", "link", "copy", "plus", "send", "clock", "alert", "retry",
  "offline", "down", "back", "close", "sun", "moon", "settings", "key", "exit", "browse", "inbox", "check", "mark", "device",
];

export function Basics() {
  return (
    <>
      <Row name="Buttons">
        <button class="button main" type="button">Main</button>
        <button class="button" type="button">Plain</button>
        <button class="button" type="button"><Icon name="plus" small />With a sign</button>
        <button class="button bare" type="button">Bare</button>
        <button class="button grave" type="button">Grave</button>
        <button class="button main" type="button" disabled>Disabled</button>
        <button class="button" type="button" disabled>Disabled</button>
        <button class="button main large" type="button">Large</button>
      </Row>
      <Row name="Tools">
        <button class="tool" type="button" aria-label="Edit"><Icon name="edit" /></button>
        <button class="tool" type="button" aria-label="Edit" aria-pressed="true"><Icon name="edit" /></button>
        <button class="tool wide" type="button"><Icon name="people" /><span class="num">4,200</span></button>
        <button class="link" type="button">A link that acts</button>
        <a href="/">A link that leads</a>
        <kbd>Ctrl</kbd><kbd>K</kbd>
      </Row>
      <Row name="Choices">
        <div class="segments">
          <label><input type="radio" name="one" checked />One</label>
          <label><input type="radio" name="one" />Two</label>
          <label><input type="radio" name="one" /><Icon name="moon" small />Three</label>
        </div>
        <input class="switch" type="checkbox" aria-label="Off" />
        <input class="switch" type="checkbox" aria-label="On" checked />
      </Row>
      <Row name="Fields">
        <input class="field" placeholder="Nothing in it" />
        <input class="field" value="Something in it" />
        <input class="field" value="Something wrong" aria-invalid="true" />
        <input class="field mono" value="4JGK-7Q2M" />
        <input class="field" dir="auto" value="שם בעברית" />
        <textarea class="field">{"Two lines\nof a topic"}</textarea>
      </Row>
      <Row name="Hints">
        <p class="hint">At least 8 characters. A sentence is easier to remember.</p>
        <Wrong>Name or password is wrong.</Wrong>
      </Row>
      <Row name="On its way"><Ghost /></Row>
      <Row name="Signs">{icons.map((icon) => <Icon key={icon} name={icon} />)}</Row>
      <Row name="Small">{icons.map((icon) => <Icon key={icon} name={icon} small />)}</Row>
    </>
  );
}
