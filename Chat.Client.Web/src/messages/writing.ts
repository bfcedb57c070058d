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

/** What is wrong with the length of a text, as a sentence. */
export function textFault(text: string, limit: number): string | undefined {
  const over = bytesOver(text, limit);
  return over === 0 ? undefined : `Too long by ${over.toLocaleString("en")} ${over === 1 ? "byte" : "bytes"}: shorten it, or send it in parts.`;
}

/** Makes a text field as high as its text, where the browser doesn't do so itself. */
export function grow(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
