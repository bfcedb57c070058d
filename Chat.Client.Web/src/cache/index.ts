// Fetched beside the first screen: who comes for the first time has nothing kept.
export { CacheDatabase } from "./database";
export { CacheKeeper } from "./keeper";
