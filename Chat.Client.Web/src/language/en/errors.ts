import type { ChatError } from "../../contracts";

/** A refusal, for people. The server and the engine write English, and know more than the code tells. */
export const errors = {
  told: ({ message }: ChatError): string => message,
};
