/** Whether something on the page would be lost by loading it anew. What stands in the composer would not: it is kept. */
export function inTheMidst(page: Document = document): boolean {
  if (page.querySelector("dialog[open]")) return true;
  return [...page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")]
    .some((field) => !field.closest(".composer") && (field.type === "checkbox" || field.type === "radio" ? false : field.value !== ""));
}
