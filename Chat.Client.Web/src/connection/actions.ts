import type { Accounts } from "../accounts/api";
import { unsent as countUnsent } from "../engine/selectors";
import { normalizeText, refuseText } from "../engine/text";
import type { MessagesPage, PeopleAnswer } from "../contracts";
import type { Chat, SignOutResult } from "./chat";
import type { Shell } from "./shell";

/** What a person can do, as inputs of the engine and calls of the hub. */
export function chatOf(shell: Shell, accounts: Accounts): Chat {
  return {
    get state() { return shell.state; },
    subscribe: (listener) => shell.subscribe(listener),
    start: () => shell.start(),
    stop: (forget) => shell.stop(forget),
    signOut: (discardUnsent, away) => signOut(shell, accounts, discardUnsent ?? false, away ?? false),
    reconnectNow: () => shell.input((engine, now) => engine.reconnectNow(now)),
    presence: (hidden, away) => shell.input((engine, now) => engine.presence(now, hidden, away)),

    open: (room) => shell.input((engine, now) => engine.open(now, room)),
    close: (room) => shell.input((engine, now) => engine.close(now, room)),
    loadOlder: (room, number) => shell.input((engine, now) => engine.loadOlder(now, room, number)),
    loadNewer: (room, number) => shell.input((engine, now) => engine.loadNewer(now, room, number)),
    release: (room, from, to) => shell.input((engine, now) => engine.release(now, room, from, to)),
    loadMembers: (room) => shell.input((engine, now) => engine.loadMembers(now, room)),
    loadAround: (room, number) => shell.input((engine, now) => engine.loadAround(now, room, number)),

    since: async (room, time) => {
      const outcome = await shell.ask<MessagesPage>("ReadMessages", { room, since: time, limit: 1 });
      return outcome.value && !outcome.value.messages.length ? shell.ask("ReadMessages", { room, limit: 1 }) : outcome;
    },

    post: (room, text) => shell.post(room, text),
    retry: (id) => shell.shared?.retry(id),
    discard: (id) => shell.shared?.discard(id),
    seen: (room, number) => shell.input((engine, now) => engine.seen(now, room, number)),
    markUnread: (room, number) => shell.input((engine, now) => engine.markUnread(now, room, number)),
    type: (room) => shell.input((engine, now) => engine.typing(now, room)),

    peek: (room, after, limit) => shell.ask("ReadMessages", { room, after, limit }),
    edit: async (room, { id, version }, text) => {
      const normal = normalizeText(text);
      const error = refuseText(normal, shell.state.limits);
      return error ? { ok: false, error } : shell.askOnce("EditMessage", { room, id, version, text: normal });
    },
    delete: (room, message) => shell.ask("DeleteMessage", { room, id: message }),

    createRoom: (room) => shell.askOnce("CreateRoom", room),
    renameRoom: (room, name) => shell.ask("RenameRoom", { room, name }),
    setTopic: (room, topic) => shell.ask("SetTopic", { room, topic }),
    joinRoom: (room) => shell.ask("JoinRoom", { room }),
    leaveRoom: (room) => shell.ask("LeaveRoom", { room }),
    addMember: (room, person) => shell.ask("AddMember", { room, person }),
    removeMember: (room, person) => shell.ask("RemoveMember", { room, person }),
    setRole: (room, person, role) => shell.ask("SetRole", { room, person, role }),
    listRooms: (query, after) => shell.ask("ListRooms", { ...(query && { query }), ...(after !== undefined && { after }) }),
    commonRooms: (person) => shell.ask("ReadCommonRooms", { person }),
    findPeople: async (text) => {
      const outcome = await shell.ask<PeopleAnswer>("FindPeople", { text });
      if (outcome.value) shell.input((engine, now) => engine.met(now, outcome.value!.people));
      return outcome;
    },
    setProfile: ({ displayName, colour }) => shell.ask("SetProfile", { ...(displayName && { displayName }), ...(colour && { colour }) }),
  };
}

async function signOut(shell: Shell, accounts: Accounts, discardUnsent: boolean, away: boolean): Promise<SignOutResult> {
  const { shared } = shell;
  // The store has those of all tabs, the state those that are just being stored.
  const stored = (await shared?.load().catch(() => []))?.length ?? 0;
  const unsent = Math.max(stored, countUnsent(shell.state));
  if (unsent && !discardUnsent) return { signedOut: false, unsent };
  const { error } = await accounts.signOut();
  const serverKnows = !error || error.code === "signed_out";
  if (!serverKnows && (error.final || !away)) return { signedOut: false, unsent, error };
  await shell.stop(true);
  if (unsent) await shared?.clear().catch(() => {});
  return { signedOut: true, serverKnows };
}
