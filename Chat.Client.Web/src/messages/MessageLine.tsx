import type { Message } from "../contracts";
import { memo } from "../design/memo";
import { Face } from "../people/Face";
import { breakable } from "../people/breakable";
import { authorIndex } from "../people/initials";
import { type Deed, Deeds } from "./Deeds";
import { EditMessage } from "./EditMessage";
import { SaidText } from "./SaidText";
import { When } from "./When";

export interface MessageActs {
  copyLink: (message: Message) => void;
  edit: (message: Message | undefined) => void;
  remove: (message: Message) => void;
  markUnread: (message: Message) => void;
}

interface Props {
  room: string;
  message: Message;
  first: boolean;
  name: string;
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
  const { room, message, first, name, deleter, active, marked, editing, mayEdit, mayDelete, mayMark, acts } = props;
  const deleted = message.deletedBy !== undefined;
  const deeds: Deed[] = [{ icon: "link", label: "Copy link", act: () => acts.copyLink(message) }];
  if (mayEdit && !deleted) deeds.unshift({ icon: "edit", label: "Edit", act: () => acts.edit(message) });
  if (mayMark) deeds.push({ icon: "inbox", label: "Mark unread from here", act: () => acts.markUnread(message) });
  if (mayDelete && !deleted) deeds.push({ icon: "trash", label: "Delete", act: () => acts.remove(message) });
  return (
    <li
      class={`msg on-spine a${authorIndex(message.author)} ${first ? "first" : ""} ${active ? "is-active" : ""} ${marked ? "is-marked" : ""}`}
      tabIndex={-1} data-key={message.id} data-number={message.number} data-state={deleted ? "deleted" : "sent"}
    >
      {first
        ? <div class="who"><span class="name" title={name.length > 24 ? name : undefined}><bdi>{breakable(name)}</bdi></span><Face person={message.author} name={name} /></div>
        : <span class="only-heard">{name}: </span>}
      <div class="said" data-part="text">
        {deleted
          ? <p class="gone">Message deleted{deleter && <> by <bdi>{deleter}</bdi></>}</p>
          : editing
            ? <EditMessage room={room} message={message} onDone={() => acts.edit(undefined)} />
            : <SaidText text={message.text} edited={message.version > 1} />}
      </div>
      <When at={message.at} />
      {active && !editing && <Deeds deeds={deeds} />}
    </li>
  );
});
