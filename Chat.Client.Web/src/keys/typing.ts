/** Whether what is pressed becomes text, or belongs to a control that has keys of its own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["button", "checkbox", "radio", "submit", "reset", "range", "color", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Whether arrow keys with Alt mean something to the control itself, such as opening it. */
export function takesArrows(target: EventTarget | null): boolean {
  return target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.matches("input[type=date], [role=combobox], [role=menuitem]"));
}
