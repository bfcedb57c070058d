import type { ComponentChildren } from "preact";
import { pluralOf } from "../plural";

const plural = pluralOf("en");

export const people = {
  members: "Members",
  membersOf: (count: number) => plural(count, { other: "Members, #" }),
  here: (count: number) => plural(count, { other: "Here now, #" }),
  away: (count: number) => plural(count, { other: "Away, #" }),
  offline: (count: number) => plural(count, { other: "Offline, #" }),
  /** The same while there is no connection: as it was last. */
  last: {
    here: (count: number) => plural(count, { other: "Here when last seen, #" }),
    away: (count: number) => plural(count, { other: "Away when last seen, #" }),
    offline: (count: number) => plural(count, { other: "Offline when last seen, #" }),
  },
  writing: "typing…",
  /** Heard after a name. */
  is: { online: "online", away: "away", offline: "offline" },
  closeMembers: "Close members",
  close: "Close",
  andMore: (count: number) => plural(count, { other: "And # more." }),
  showMore: "Show more",
  makeMember: "Make a member",
  makeOwner: "Make an owner",
  removeFromRoom: "Remove from the room",
  owner: "owner",
  thatIsYou: "that’s you",
  whatToDo: (name: string) => `What to do with ${name}`,

  changeProfile: "Change name and colour",
  roleIn: {
    owner: (room: ComponentChildren) => <>Owner of {room}</>,
    member: (room: ComponentChildren) => <>Member of {room}</>,
  },
  notIn: (room: ComponentChildren) => <>Not in {room}</>,
  inCommon: "Rooms in common",
  noneInCommon: "You are in no room together.",
  addHere: (room: ComponentChildren) => <span>Add to {room}</span>,
  filter: "Find a member",
  filterNone: "No member’s name has that in it.",
  filterLoading: (loaded: number, count: number) => plural(count, { other: `Looked at ${plural(loaded, { other: "#" })} of #; the rest is on its way.` }),

  addPeople: "Add people",
  addTo: (room: ComponentChildren) => <>Add people to {room}</>,
  find: "Find people",
  findHint: "Begin to type a name",
  people: "People",
  inRoom: "In the room",
  add: "Add",
  addPerson: (name: string) => `Add ${name}`,
  nobody: "Nobody here has a name that begins like this.",
  whoever: "Whoever has an account here can be added.",
  done: "Done",

  removeTitle: (name: ComponentChildren) => <>Remove {name}?</>,
  removeText: (name: ComponentChildren) => <>What {name} said stays. From a private room they see nothing more; a public one they can join again.</>,
  cancel: "Cancel",
  remove: "Remove",
};
