import { accounts } from "./accounts";
import type * as brought from "./brought";
import { connection } from "./connection";
import { design } from "./design";
import { errors } from "./errors";
import { goTo } from "./goTo";
import { house } from "./house";
import { keys } from "./keys";
import { language } from "./language";
import { later } from "./later";
import { messages } from "./messages";
import { presence } from "./presence";
import { rooms } from "./rooms";
import { switcher } from "./switcher";
import { versions } from "./versions";

const first = {
  accounts,
  connection,
  design,
  errors,
  goTo,
  house,
  keys,
  language,
  later,
  messages,
  presence,
  rooms,
  switcher,
  versions,
};

/** English. What only later parts say is there once they are: they bring it themselves. */
export const en = first as typeof first & typeof brought;
