import type { ComponentChildren } from "preact";
import { pluralOf } from "../plural";

const plural = pluralOf("en");

export const accounts = {
  name: "Name",
  password: "Password",
  nameMissing: "Type your name.",
  passwordMissing: "Type your password.",
  passwordShort: "Take at least 8 characters.",
  nameHint: (dot: ComponentChildren, line: ComponentChildren, dash: ComponentChildren) => <>1 to 32 letters and digits, also {dot} {line} {dash}. Everybody sees it.</>,
  passwordHint: "8 characters or more. A short sentence is best.",

  unreachable: "The server can’t be reached",
  tryAgain: "Try again",
  ended: "Your session has ended. Sign in to go on; what waits here is kept.",
  signIn: "Sign in",
  signInLede: "Sign in to read and write.",
  noAccount: "No account yet?",
  makeOne: "Make one",
  askOperator: "Ask whoever looks after this server.",
  almostThere: "Almost there",
  almostThereLede: "This server has no account yet. Open the set-up link that it printed when it started: the first account is made there.",

  joinServer: (server: string) => `Join ${server}`,
  registerLede: "A name and a password are all it takes.",
  makeAccount: "Make an account",
  hereBefore: "Here before?",
  closed: "New accounts are closed here. Ask whoever looks after this server.",
  signInWith: (link: (text: string) => ComponentChildren) => <>{link("Sign in")} with an account that you have.</>,

  setUpAlready: "This server is set up already.",
  code: "Set-up code",
  codeHint: "The server printed it when it started, at the end of the set-up link.",
  running: "Your server is running",
  runningLede: "Make the first account. It looks after all the others.",
  openDoors: "Open the doors",

  you: "You",
  yourMenu: "Your menu",
  profile: "Name and colour",
  settings: "Settings",
  changePassword: "Change password",
  signOut: "Sign out",
  current: "Current",
  new: "New",
  notYours: "This is not your password.",
  changed: "Password changed. Your other devices are signed out.",
  changeHint: "8 characters or more. Your other devices are signed out.",
  cancel: "Cancel",

  signOutNow: "Sign out now?",
  unsent: (count: number) => plural(count, {
    one: "# message is not sent yet. Stay until it has gone out, or sign out and lose it.",
    other: "# messages are not sent yet. Stay until they have gone out, or sign out and lose them.",
  }),
  signOutAndLose: (count: number) => plural(count, { one: "Sign out and lose it", other: "Sign out and lose them" }),
  stay: "Stay",
  signOutHere: "Sign out here",
  signOutAway: "The server can’t be reached. This device forgets your rooms now; the session on the server ends as soon as this page reaches it again.",
  leftHere: "Signed out on this device",
  leftHereLede: "The server can’t be reached yet. Your session there ends as soon as this page reaches it.",
};
