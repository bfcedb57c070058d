import { say } from "../language/language";

/** Enter sends, Shift Enter makes a new line, and an input method's Enter belongs to the input method. */
export function isSendKey(event: KeyboardEvent): boolean {
  // Safari ends the composition before the key event, and tells only by the key code.
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}

const encoder = new TextEncoder();

/** By how many bytes of UTF-8 a text is over its limit; 0 when it is not. */
export function bytesOver(text: string, limit: number): number {
  // No text is longer in UTF-8 than three bytes for each of its units.
  return text.length * 3 <= limit ? 0 : Math.max(0, encoder.encode(text).length - limit);
}

/** How many bytes are left of a limit, once they are few enough to be told. */
export function bytesLeft(text: string, limit: number): number | undefined {
  const near = Math.min(500, limit / 10);
  if (text.length * 3 <= limit - near) return undefined;
  const left = limit - encoder.encode(text).length;
  return left >= 0 && left <= near ? left : undefined;
}

/** What is wrong with the length of a text, as a sentence. */
export function textFault(text: string, limit: number): string | undefined {
  const over = bytesOver(text, limit);
  return over === 0 ? undefined : say.messages.tooLong(over);
}

/** Empties a field as a person would, so that undo brings back what was in it. */
export function empty(field: HTMLTextAreaElement): void {
  field.focus();
  field.select();
  // The only way for a page to write into the field's history; without it, undo has nothing to go back to.
  if (!document.execCommand("delete") || field.value) field.value = "";
}

/** Makes a text field as high as its text, where the browser doesn't do so itself. */
export function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
