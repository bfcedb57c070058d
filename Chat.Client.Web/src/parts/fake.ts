// A chat without a server, for looking at the page: `npm run dev`, then /parts.html. Not part of the built page.
import type { Accounts } from "../accounts/api";
import type { Chat } from "../connection/chat";
import { defaultLimits, type Id, type Member, type Message, type Outcome, type Person, type PresenceState, type Role, type RoomHeader } from "../contracts";
import type { ChatState, OutboxEntry, RoomState } from "../engine/state";

const uuid = (kind: number, n: number): Id => `0195b3a2-000${kind}-7000-8000-${n.toString(16).padStart(12, "0")}`;
const names = [
  "ines.duarte", "priya.raghunathan", "ben_achterberg", "marta.oliveira", "tomasz.świątek", "يوسف.منصور", "林美玲",
  "bartholomew.featherstonehaugh-ch", "ama.owusu", "kai", "נועה.לוי", "Gauge",
];
const people: Person[] = names.map((name, at) => ({ id: uuid(1, at * 7 + 1), revision: at + 1, name }));
Object.assign(people[1]!, { displayName: "Priya Raghunathan", colour: 9 });
Object.assign(people[2]!, { displayName: "Ben" });
const [ines, priya, ben, marta, tomasz, yusuf, lin, bart] = people.map(({ id }) => id) as [Id, Id, Id, Id, Id, Id, Id, Id];

export const rooms = {
  gauge: uuid(2, 1), boathouse: uuid(2, 2), coxes: uuid(2, 3), kit: uuid(2, 4), learn: uuid(2, 5), league: uuid(2, 6), newcomers: uuid(2, 7),
  hebrew: uuid(2, 8), reading: uuid(2, 9), large: uuid(2, 10),
};

const now = Date.now();
const at = (days: number, clock: string) => {
  const [hours, minutes] = clock.split(":").map(Number);
  const date = new Date(now);
  date.setDate(date.getDate() - days);
  return date.setHours(hours!, minutes!, 0, 0);
};

type Said = [author: Id, at: number, text: string, more?: Partial<Message>];
const conversation: Said[] = [
  [priya, at(2, "17:40"), "", { notice: { kind: "created", value: "tide-gauge" } }],
  [priya, at(2, "17:48"), "New float is in. I moved the sensor 12 cm up the post so the spring tides can’t drown it again."],
  [ben, at(2, "17:52"), "", { notice: { kind: "topic", value: "Sensor on the slipway, a reading every 6 s. Wiring diagram at https://harbour.example/wiring" } }],
  [ben, at(0, "00:02"), "Readings jump by 4 to 5 cm whenever the club launch goes past. Can we smooth that?"],
  [marta, at(0, "00:04"), "A median over the last 15 readings is plenty. Not a mean: one wave would drag it along for a minute and a half.\n\n```C#\n// Waves are noise, the tide is not.\nstatic double Level(Queue<double> last, double reading)\n{\n    last.Enqueue(reading);\n    if (last.Count > 15) last.Dequeue();\n    return last.Order().ElementAt(last.Count / 2); // and a line that is far too long for any phone that I know of\n}\n```", { version: 2 }],
  [marta, at(0, "00:05"), "Runs on the board itself, so the server only ever sees clean values. Restart it with `systemctl restart gauge`."],
  [lin, at(0, "00:06"), "中位数好。涨潮时我在船台对过标尺，只差一厘米。\n\nChecked by eye against the staff at high water: 1 cm off."],
  [yusuf, at(0, "00:07"), "ممتاز! هل يمكن عرض القراءة في صفحة النادي أيضًا؟"],
  [uuid(1, 71), at(0, "00:08"), "כן, אפשר. הנה הקישור: https://harbour.example/outlook?station=3 (עדיין בבדיקה)"],
  [bart, at(0, "00:09"), "Could the gauge post in here too? The Saturday novices look at this room before they launch, and nobody reads the noticeboard."],
  [ben, at(0, "00:10"), "Lovely. Mind the wind though, it turns at noon: https://harbour.example/outlook"],
  [ben, at(0, "00:11"), "", { deletedBy: ben }],
  [tomasz, at(0, "00:12"), "🌊🌊🌊"],
  [tomasz, at(0, "00:13"), "w".repeat(300)],
  [ines, at(0, "00:14"), "It does now, see above 🌊 It wakes up at dawn and goes quiet after sunset."],
];

function message(number: number, [author, time, text, more]: Said): Message {
  return { id: uuid(3, number), number, revision: number, author, at: time, text, version: 1, ...more };
}

/** A message of today, for the page of parts. */
export function messageOf(number: number, author: Id, text: string, more?: Partial<Message>): Message {
  return message(number, [author, at(0, "00:20"), text, more]);
}

function header(id: Id, name: string, topic = "", closed = false): RoomHeader {
  return { id, revision: 1, name, topic, private: closed, createdAt: at(9, "09:00"), floor: 1 };
}

function roomState(id: Id, head: RoomHeader, messages: Message[], members: [Id, Role, PresenceState][]): RoomState {
  return {
    id, version: 1, membersVersion: 1, opened: true, watching: "live", notFound: false, head: messages.length, number: messages.at(-1)?.number ?? 0, header: head,
    members: new Map<Id, Member>(members.map(([person, role]) => [person, { person, role, revision: 1 }])), membersWindow: {},
    messages: new Map(messages.map((each) => [each.number, each])), window: [{ from: messages[0]?.number ?? 1 }], loading: false,
    presence: new Map(members.map(([person, , state]) => [person, state])), here: members.filter((each) => each[2] !== "offline").length,
    memberCount: members.length, typing: new Map(),
  };
}

export interface FakeOptions { connection?: ChatState["connection"]; pending?: boolean; typing?: boolean; unread?: boolean }

export function fakeChat({ connection = "live", pending = true, typing = true, unread = true }: FakeOptions): Chat & { busy: (perSecond: number) => void } {
  const heads: [RoomHeader, Role | undefined, number][] = [
    [header(rooms.gauge, "tide-gauge", "Sensor on the slipway, a reading every 6 s. Wiring diagram is pinned 📌"), "owner", 0],
    [header(rooms.boathouse, "boathouse", "Anything and everything"), "member", 14],
    [header(rooms.coxes, "coxes", "", true), "owner", 0],
    [header(rooms.kit, "kit-and-repairs"), "member", 0],
    [header(rooms.learn, "learn-to-row-saturday-mornings-autumn-and-winter-2026-27-x"), "member", 3],
    [header(rooms.league, "winter-league"), "owner", 0],
    [header(rooms.newcomers, "新手上船", "中文新手群，欢迎提问"), "member", 128],
    [header(rooms.hebrew, "גלישה-ושייט", "חברים מהמועדון בתל אביב"), "member", 1],
    [header(rooms.reading, "announcements", "From the committee."), undefined, 0],
    [header(rooms.large, "everybody"), "member", 0],
  ];
  const crew: [Id, Role, PresenceState][] = people.map(({ id }, each) =>
    [id, each === 0 || each === 1 ? "owner" : "member", each < 6 ? "online" : each < 8 ? "away" : "offline"]);
  const many = Array.from({ length: 900 }, (_, each): Message =>
    message(each + 1, [people[each % 5]!.id, at(3, "08:00") + each * 90_000, `Message ${each + 1}. ${"More words. ".repeat(each % 7)}`]));
  const state: ChatState = {
    version: 1, listVersion: 1, peopleVersion: 1, connection, server: "Saltmarsh Rowing", me: ines, limits: defaultLimits,
    people: new Map(people.map((person) => [person.id, person])),
    memberships: new Map(heads.filter((each) => each[1]).map(([{ id }, role]) => [id, { room: id, revision: 1, role, joined: 1 }])),
    markers: new Map(heads.map(([{ id }, , waiting]) =>
      [id, { room: id, revision: 1, generation: 1, number: id === rooms.gauge && unread ? 9 : id === rooms.large ? 880 : 200 - waiting }])),
    heads: new Map(heads.map(([each]) => [each.id, { room: each.id, revision: 1, number: each.id === rooms.gauge ? 15 : each.id === rooms.large ? 900 : 200, header: each }])),
    outbox: [], rooms: new Map(), elsewhere: new Map(typing ? [[rooms.kit, new Set([ben])]] : []),
  };
  const entry = (n: number, text: string, more: Partial<OutboxEntry>): OutboxEntry =>
    ({ id: uuid(4, n), person: ines, room: rooms.gauge, text, composedAt: at(0, "00:15"), tries: 0, state: "waiting", stored: true, ...more });
  if (pending) {
    state.outbox = [
      entry(1, "I’ll print its address for the boathouse door as well.", { state: connection === "live" ? "sending" : "waiting" }),
      entry(2, "Does anybody hear me?", { state: "unconfirmed", tries: 3 }),
      entry(3, "Who has the laminator?", { state: "refused", error: { code: "not_member", message: "Join the room before you write in it.", final: true } }),
    ];
  }
  const gauge = roomState(rooms.gauge, heads[0]![0], conversation.map((each, n) => message(n + 1, each)), crew);
  if (typing) gauge.typing = new Map([[priya, now + 9e9], [tomasz, now + 9e9]]);
  const ready = new Map<Id, RoomState>([
    [rooms.gauge, gauge],
    [rooms.league, roomState(rooms.league, heads[5]![0], [message(1, [ines, at(0, "00:02"), "", { notice: { kind: "created", value: "winter-league" } }])], [[ines, "owner", "online"]])],
    [rooms.reading, roomState(rooms.reading, heads[8]![0], [message(1, [priya, at(0, "00:02"), "Saturday: the river is closed above the weir."])], crew.slice(1))],
    [rooms.large, { ...roomState(rooms.large, heads[9]![0], many.slice(-50), crew), memberCount: 4_200, membersWindow: { through: people.at(-1)!.id } }],
  ]);

  const listeners = new Set<(state: ChatState) => void>();
  const changed = (room?: RoomState) => {
    state.version++;
    state.listVersion++;
    if (room) {
      room.version++;
      room.membersVersion++;
    }
    for (const listener of listeners) listener(state);
  };
  const load = (room: Id, take: (held: RoomState) => void) => {
    const held = state.rooms.get(room);
    if (!held || held.loading) return;
    held.loading = true;
    setTimeout(() => { held.loading = false; take(held); changed(held); }, 250);
  };
  const put = (held: RoomState, from: number, to: number) => {
    for (let n = from; n <= to; n++) if (many[n - 1]) held.messages.set(n, many[n - 1]!);
  };
  const ok = async <T>(value: T): Promise<Outcome<T>> => ({ ok: true, value });
  const done = () => ok({});
  let next = 100;

  return {
    state,
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener); },
    start: async () => {}, stop: async () => {},
    signOut: async (discard) => discard || !state.outbox.length ? { signedOut: true, serverKnows: true } : { signedOut: false, unsent: state.outbox.length },
    reconnectNow() { state.connection = "live"; changed(); },
    presence() {},
    open(room) {
      const held = ready.get(room);
      state.rooms.set(room, held ?? { ...roomState(room, header(room, ""), [], []), header: undefined, window: [], watching: "asking", notFound: !state.heads.has(room) });
      changed(held);
    },
    close() {},
    loadOlder: (room) => load(room, (held) => {
      const last = held.window.at(-1)!;
      const before = held.window.at(-2)?.to ?? 0;
      const from = Math.max(1, before + 1, last.from - 50);
      put(held, from, last.from - 1);
      last.from = from;
      if (from === before + 1 && held.window.length > 1) held.window.splice(-2, 2, { from: held.window.at(-2)!.from });
    }),
    loadNewer: (room) => load(room, (held) => {
      if (held.window.length < 2) return;
      const [range, last] = held.window.slice(-2) as [{ from: number; to: number }, { from: number }];
      const to = Math.min(last.from - 1, range.to + 50);
      put(held, range.to + 1, to);
      range.to = to;
      if (to + 1 === last.from) held.window.splice(-2, 2, { from: range.from });
    }),
    release() {},
    loadMembers() {},
    loadAround: (room, number) => load(room, (held) => {
      const from = Math.max(1, number - 25), to = number + 25;
      put(held, from, to);
      const first = held.window[0]!;
      if (to + 1 >= first.from) first.from = Math.min(from, first.from);
      else held.window.unshift({ from, to });
    }),
    since: async (room, time) => {
      const held = [...state.rooms.get(room)!.messages.values()];
      const messages = [held.find(({ at }) => at >= time) ?? held.at(-1)!];
      const from = messages[0]!.number;
      return ok({ room, asOf: 1, incarnation: "", from, to: from, number: 900, floor: 1, messages, people: [] });
    },
    post(room, text) {
      const held = state.rooms.get(room)!;
      const written = entry(next++, text, { room, composedAt: Date.now(), state: "sending" });
      state.outbox.push(written);
      changed(held);
      if (connection === "live") {
        setTimeout(() => {
          state.outbox = state.outbox.filter(({ id }) => id !== written.id);
          held.messages.set(++held.number, { ...message(held.number, [ines, Date.now(), text]), id: written.id });
          changed(held);
        }, 400);
      }
      return { id: written.id, stored: Promise.resolve(undefined) };
    },
    retry: () => {}, discard(id) { state.outbox = state.outbox.filter((each) => each.id !== id); changed(gauge); },
    seen(room, number) {
      const marker = state.markers.get(room)!;
      if (number <= marker.number) return;
      state.markers.set(room, { ...marker, number });
      changed();
    },
    markUnread() {}, type() {},
    peek: async (room) => ok({ room, asOf: 1, incarnation: "", from: 1, to: 0, number: 0, floor: 1, messages: [], people: [] }),
    async edit(_, current, text) {
      if (text.includes("stale")) return { ok: false, error: { code: "stale", message: "", final: true, current: { ...current, version: 9, text: "The text as it was changed on the other device." } } };
      gauge.messages.set(current.number, { ...current, text, version: current.version + 1 });
      changed(gauge);
      return ok({ version: 2 });
    },
    async delete(_, id) {
      for (const each of gauge.messages.values()) if (each.id === id) gauge.messages.set(each.number, { ...each, text: "", deletedBy: ines });
      changed(gauge);
      return done();
    },
    createRoom: async () => ({ ok: false, error: { code: "name_taken", message: "There is a room with this name. Take another one.", final: true } }),
    renameRoom: done, setTopic: done, leaveRoom: done, addMember: done, removeMember: done, setRole: done,
    joinRoom: async (room) => ok({ room, revision: 1, number: 1 }),
    listRooms: async (query) => ok({
      rooms: heads.filter(([each]) => !each.private && each.name.includes(query ?? "")).map(([each, role], n) =>
        ({ head: { room: each.id, revision: 1, number: 1, header: each }, members: n * 17 + 1, joined: !!role && n % 3 !== 1 })),
    }),
    commonRooms: async (person) => ok({ rooms: person === ben ? [{ room: rooms.gauge, role: "member" as const }, { room: rooms.kit, role: "owner" as const }, { room: rooms.learn, role: "member" as const }] : [{ room: rooms.gauge, role: "member" as const }] }),
    async setProfile({ displayName, colour }) {
      const mine = { ...state.people.get(ines)!, displayName, colour };
      state.people.set(ines, mine);
      state.peopleVersion++;
      changed(gauge);
      return ok(mine);
    },
    findPeople: async (text) => ok({ asOf: 1, people: people.filter(({ name }) => name.startsWith(text)) }),
    busy(perSecond) {
      const held = state.rooms.get(rooms.gauge)!;
      let n = 0;
      setInterval(() => {
        held.messages.set(++held.number, message(held.number, [people[n % 5]!.id, Date.now(), `Reading ${++n}: ${(1 + Math.sin(n / 40)).toFixed(2)} m`]));
        state.heads.set(held.id, { ...state.heads.get(held.id)!, number: held.number });
        changed(held);
      }, 1_000 / perSecond);
    },
  };
}

export function fakeAccounts(signedIn: boolean, needsSetUp: boolean): Accounts {
  const refused = async () => ({ ok: false, error: { code: "wrong_password", message: "Name or password is wrong.", final: true } });
  return {
    state: async () => ({ ok: true, value: { name: "Saltmarsh Rowing", needsSetUp, registrationOpen: true, ...(signedIn && { me: people[0]! }) } }),
    setUp: refused, register: async () => ({ ok: false, error: { code: "name_taken", message: "This name belongs to somebody else. Take another one.", final: true } }),
    signIn: refused, signOut: async () => ({ ok: true }), changePassword: refused,
    lookAtDevice: async () => ({ ok: true, value: { userCode: "BDWP-HQPK", device: "chat on slipway", askedAt: Date.now() - 20_000 } }),
    answerDevice: async () => ({ ok: true, value: undefined }),
  };
}
