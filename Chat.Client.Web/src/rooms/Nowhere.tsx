import { Banner } from "../connection-state/Banner";
import { Icon } from "../design/Icon";
import { Named } from "../design/Named";
import { unsent } from "../engine/selectors";
import type { ChatState } from "../engine/state";
import { say } from "../language/language";
import { navigate, toRooms } from "../routing/router";

/** Beside the rooms, when none is open: what to do next. */
export function Nowhere({ state, title, text, loading, onBrowse, onCreate }: {
  state: ChatState; title: string; text: string; loading?: boolean; onBrowse?: () => void; onCreate?: () => void;
}) {
  return (
    <main class="talk">
      <header class="bar head">
        <button class="tool back" type="button" aria-label={say.rooms.rooms} onClick={toRooms}><Icon name="back" /></button>
      </header>
      <div class="log-frame">
        {loading && <h1 class="only-heard"><Named name={state.server} /></h1>}
        <div class="hollow on-spine nowhere" hidden={loading}>
          <Icon name="mark" class="hollow-icon" />
          <div class="said">
            <h1>{title}</h1>
            <p>{text}</p>
            <div class="starts">
              {onBrowse && <button class="button main" type="button" onClick={onBrowse}><Icon name="browse" small />{say.rooms.browse}</button>}
              {onCreate && <button class="button" type="button" onClick={onCreate}><Icon name="plus" small />{say.rooms.newRoom}</button>}
              {!onBrowse && <button class="button" type="button" onClick={() => navigate("/")}>{say.rooms.toRooms}</button>}
            </div>
          </div>
        </div>
        <Banner connection={state.connection} problem={state.problem} waiting={unsent(state)} />
      </div>
    </main>
  );
}
