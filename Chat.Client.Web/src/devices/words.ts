import { en } from "../language/en";
import { devices } from "../language/en/devices";

Object.assign(en, { devices });
