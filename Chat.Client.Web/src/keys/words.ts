import { en } from "../language/en";
import { keysHelp } from "../language/en/keysHelp";

Object.assign(en, { keysHelp });
