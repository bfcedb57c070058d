import { Gate } from "../accounts/Gate";
import type { DeviceAsks, Person } from "../contracts";
import { Wrong } from "../design/Hint";
import { say } from "../language/language";
import { clockTime, fullTime } from "../messages/dates";
import { fullName } from "../people/fullName";

interface Props { asks: DeviceAsks; me?: Person; wrong?: string; onAnswer: (allow: boolean) => void }

/** Which device asks to be let in, and by whose account; nothing is done before a click. */
export function AskDevice({ asks, me, wrong, onAnswer }: Props) {
  return (
    <Gate heard title={say.devices.askTitle} lede={say.devices.askLede}>
      <dl class="device-facts">
        <dt>{say.devices.code}</dt>
        <dd class="device-code" dir="ltr">{asks.userCode}</dd>
        <dt>{say.devices.device}</dt>
        <dd dir="auto">{asks.device || say.devices.nameless}</dd>
        <dt>{say.devices.asked}</dt>
        <dd><time dateTime={new Date(asks.askedAt).toISOString()} title={fullTime(asks.askedAt)}>{clockTime(asks.askedAt)}</time></dd>
        <dt>{say.devices.account}</dt>
        <dd><bdi>{me && fullName(me.displayName ?? me.name, me.name)}</bdi></dd>
      </dl>
      <p class="hint">{say.devices.warning}</p>
      <div>
        <div class="deeds-row">
          <button class="button main large" type="button" disabled={!me} onClick={() => onAnswer(true)}>{say.devices.allow}</button>
          <button class="button large" type="button" onClick={() => onAnswer(false)}>{say.devices.deny}</button>
        </div>
        <Wrong>{wrong}</Wrong>
      </div>
    </Gate>
  );
}
