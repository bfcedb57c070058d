import type { Catalogue } from "../language";
import { accounts } from "./accounts";
import { connection } from "./connection";
import { design } from "./design";
import { devices } from "./devices";
import { errors } from "./errors";
import { goTo } from "./goTo";
import { house } from "./house";
import { keys } from "./keys";
import { keysHelp } from "./keysHelp";
import { language } from "./language";
import { later } from "./later";
import { messages } from "./messages";
import { notifications } from "./notifications";
import { people } from "./people";
import { presence } from "./presence";
import { profile } from "./profile";
import { rooms } from "./rooms";
import { settings } from "./settings";
import { switcher } from "./switcher";
import { versions } from "./versions";

/** German, complete. */
export const de: Catalogue = {
  accounts,
  connection,
  design,
  devices,
  errors,
  goTo,
  house,
  keys,
  keysHelp,
  language,
  later,
  messages,
  notifications,
  people,
  presence,
  profile,
  rooms,
  settings,
  switcher,
  versions,
};
