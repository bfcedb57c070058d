import { en } from "../language/en";
import { people } from "../language/en/people";
import { profile } from "../language/en/profile";

Object.assign(en, { people, profile });
