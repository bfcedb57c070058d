import { readFile } from "node:fs/promises";

const file = new URL("../src/design/icons.svg", import.meta.url);

/** Puts the drawings that `Icon` refers to into the document: no script has to carry them. */
export function sprite() {
  return {
    name: "chat-sprite",
    async transformIndexHtml(html) {
      const drawings = (await readFile(file, "utf8")).replaceAll("\n", "");
      return html.replace("<body>", `<body>\n    <div class="sprite">${drawings}</div>`);
    },
  };
}
