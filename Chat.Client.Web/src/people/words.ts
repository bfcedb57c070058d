import { en } from "../language/en";
import { profile } from "../language/en/profile";

Object.assign(en, { profile });
