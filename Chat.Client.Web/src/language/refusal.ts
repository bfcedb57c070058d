import type { ChatError } from "../contracts";
import { say } from "./language";

/** Why something was refused, as a sentence in the chosen language. */
export function refusal(error: ChatError): string;
export function refusal(error: ChatError | undefined): string | undefined;
export function refusal(error: ChatError | undefined): string | undefined {
  return error && say.errors.told(error);
}
