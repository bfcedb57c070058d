import { expect, test } from "vitest";
import { parseSync } from "vite";

// What people read stands in the catalogue, and in no view.

/** The catalogue itself, what only developers see, and the parts whose sentences are told by their code. */
const apart = /^\.\.\/(parts|engine|connection|outbox)\/|^\.\/|\.test\.tsx?$/;
const spoken = /^(aria-(label|description|roledescription|placeholder|valuetext)|title|placeholder|alt|label|text|lede|verb)$/;
const letters = /\p{L}/u;
/** A sentence or a heading: a capital, and more than one word or a closing sign. */
const sentence = /^\p{Lu}\p{L}*(?:[ ’,].*\p{L}|[.…?!]$)/u;

/** Names of products, the same in every language. */
const names = /^(browsers|systems)$/;

type Node = { type: string; start: number; [name: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function inside(node: Node): Node[] {
  return Object.entries(node).flatMap(([name, value]) => name === "parent" ? [] : Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []);
}

/** The texts that an expression can become, without those that it is made from by a call. */
function textsOf(node: Node | null | undefined): string[] {
  switch (node?.type) {
    case "Literal": return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral": return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw);
    case "ConditionalExpression": return [...textsOf(node.consequent as Node), ...textsOf(node.alternate as Node)];
    case "LogicalExpression": return [...textsOf(node.left as Node), ...textsOf(node.right as Node)];
    case "JSXExpressionContainer": return textsOf(node.expression as Node);
    case "BinaryExpression": return node.operator === "+" ? [...textsOf(node.left as Node), ...textsOf(node.right as Node)] : [];
    default: return [];
  }
}

/** The texts in a source that people would read. */
function textsIn(file: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === "JSXText" && letters.test(node.value as string)) found.push((node.value as string).trim());
    else if (node.type === "JSXElement" || node.type === "JSXFragment") {
      for (const child of node.children as Node[]) if (child.type === "JSXExpressionContainer") found.push(...textsOf(child).filter((text) => letters.test(text)));
    } else if (node.type === "JSXAttribute" && spoken.test((node.name as { name: string }).name)) {
      found.push(...textsOf(node.value as Node).filter((text) => letters.test(text)));
    } else if (node.type === "Literal" && typeof node.value === "string" && sentence.test(node.value)) found.push(node.value);
    else if (node.type === "TemplateElement" && sentence.test((node.value as { raw: string }).raw)) found.push((node.value as { raw: string }).raw);

    // For developers, or told by its code.
    if (node.type === "NewExpression" && /Error$/.test((node.callee as { name?: string }).name ?? "")) return;
    if (node.type === "Property" && (node.key as { name?: string }).name === "message") return;
    if (node.type === "VariableDeclarator" && names.test((node.id as { name?: string }).name ?? "")) return;
    for (const child of inside(node)) visit(child);
  };
  const { program, errors } = parseSync(file, source);
  expect(errors, file).toEqual([]);
  visit(program as unknown as Node);
  return [...new Set(found)];
}

test("a text in a view is found wherever it hides", () => {
  const found = (source: string) => textsIn("a.tsx", source);
  expect(found("<p>Hello</p>")).toEqual(["Hello"]);
  expect(found("<p>{a ? `Hello ${b}` : say.c} · 5</p>")).toEqual(["Hello "]);
  expect(found('<button title="Send" class="button main" />')).toEqual(["Send"]);
  expect(found("<input aria-label={a ?? `find ${b}`} />")).toEqual(["find "]);
  expect(found('toast("It is done.")')).toEqual(["It is done."]);
  expect(found('<p class={a ? "is-here" : ""}>{say.people.is[a]}</p>; throw new Error("Nobody reads this.")')).toEqual([]);
});

test("no view says anything that is not in the catalogue", () => {
  const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { query: "?raw", import: "default", eager: true });
  const views = Object.entries(sources).filter(([file]) => !apart.test(file));
  expect(views.length).toBeGreaterThan(50);
  expect(views.flatMap(([file, source]) => textsIn(file, source).map((text) => `${file}: ${text}`))).toEqual([]);
});
