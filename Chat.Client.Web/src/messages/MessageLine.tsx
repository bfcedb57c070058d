import type { Id, Message } from "../contracts";
import { Icon } from "../design/Icon";
import { later } from "../design/later";
import { memo } from "../design/memo";
import { say } from "../language/language";
import { authorIndex } from "../people/initials";
import { Who } from "../people/Who";
import { type Deed, Deeds } from "./Deeds";
import { SaidText } from "./SaidText";
import { When } from "./When";

const EditMessage = later(async () => (await import("./EditMessage")).EditMessage);

const byFinger = matchMedia("(pointer: coarse)");

export interface MessageActs {
  copyLink: (message: Message) => void;
  edit: (message: Message) => void;
  endEdit: (id: Id) => void;
  remove: (message: Message) => void;
  markUnread: (message: Message) => void;
}

interface Props {
  room: string;
  message: Message;
  first: boolean;
  under?: boolean;
  name: string;
  userName: string;
  colour?: number;
  /** Who deleted it, when that was somebody else. */
  deleter?: string;
  /** Under the pointer or the focus. */
  active: boolean;
  marked: boolean;
  editing: boolean;
  mayEdit: boolean;
  mayDelete: boolean;
  mayMark: boolean;
  acts: MessageActs;
}

/** One message; its author stands beside the first of a turn. */
export const MessageLine = memo(function MessageLine(props: Props) {
  const { room, message, first, under, name, userName, colour, deleter, active, marked, editing, mayEdit, mayDelete, mayMark, acts } = props;
  const deleted = message.deletedBy !== undefined;
  const deeds: Deed[] = [{ icon: "link", label: say.messages.copyLink, act: () => acts.copyLink(message) }];
  if (mayEdit && !deleted) deeds.unshift({ icon: "edit", label: say.messages.edit, act: () => acts.edit(message) });
  if (mayMark) deeds.push({ icon: "inbox", label: say.messages.markUnread, act: () => acts.markUnread(message) });
  if (mayDelete && !deleted) deeds.push({ icon: "trash", label: say.messages.delete, act: () => acts.remove(message) });
  return (
    <li
      class={`msg on-spine a${authorIndex(message.author, colour)} ${first ? "first" : ""} ${under ? "under" : ""} ${active ? "is-active" : ""} ${marked ? "is-marked" : ""}`}
      tabIndex={-1} data-key={message.id} data-number={message.number} data-state={deleted ? "deleted" : "sent"}
    >
      {first
        ? <Who person={message.author} name={name} userName={userName} colour={colour} reachable={active} />
        : <span class="only-heard">{name}: </span>}
      <div class="said" data-part="text">
        {deleted
          ? <p class="gone">{deleter ? say.messages.deletedBy(<bdi>{deleter}</bdi>) : say.messages.deleted}</p>
          : editing
            ? <EditMessage room={room} message={message} onClose={() => acts.endEdit(message.id)} />
            : <SaidText text={message.text} edited={message.version > 1} />}
      </div>
      <When at={message.at} full={active} />
      {first && !editing && byFinger.matches && (
        // Nothing hovers over a finger: a touch anywhere on the message shows its deeds, and this tells so.
        <button class="tool deeds-more" type="button" tabIndex={-1} aria-live="off" aria-label={say.messages.more} aria-expanded={active}><Icon name="more" /></button>
      )}
      {active && !editing && <Deeds deeds={deeds} at={message.at} />}
    </li>
  );
});
