import { en } from "../language/en";
import { settings } from "../language/en/settings";

Object.assign(en, { settings });
