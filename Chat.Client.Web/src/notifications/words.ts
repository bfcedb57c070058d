import { en } from "../language/en";
import { notifications } from "../language/en/notifications";

Object.assign(en, { notifications });
