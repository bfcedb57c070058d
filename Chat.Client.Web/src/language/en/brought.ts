// What only later parts say. It is no part of the first script: each of them puts its own into the catalogue when it is loaded.
export { devices } from "./devices";
export { keysHelp } from "./keysHelp";
export { notifications } from "./notifications";
export { people } from "./people";
export { profile } from "./profile";
export { settings } from "./settings";
