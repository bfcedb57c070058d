// @vitest-environment happy-dom
import { type FunctionComponent, options, render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetchLaterParts, later } from "./later";

const Part: FunctionComponent = () => <p>The part</p>;
const Meanwhile: FunctionComponent = () => <p>A moment</p>;
const frames: (() => void)[] = [];
const before = options.requestAnimationFrame;

beforeEach(() => {
  options.requestAnimationFrame = (run) => frames.push(run);
  vi.stubGlobal("requestIdleCallback", (act: () => void) => act());
});
afterEach(() => {
  options.requestAnimationFrame = before;
  vi.unstubAllGlobals();
  render(null, document.body);
});

/** The browser has drawn, and what follows a draw runs. */
function frame() {
  for (const run of frames.splice(0)) run();
}

test("a part is fetched when it is drawn", async () => {
  const Later = later(async () => Part, Meanwhile);
  render(<Later />, document.body);
  expect(document.body.textContent).toBe("A moment");
  frame();
  await expect.poll(() => document.body.textContent).toBe("The part");
});

test("a part that comes by itself between the first draw and what follows it is shown", async () => {
  let come!: () => void;
  const Later = later(() => new Promise<typeof Part>((resolve) => { come = () => resolve(Part); }), Meanwhile);
  fetchLaterParts();
  await vi.waitUntil(() => come, 60_000);
  render(<Later />, document.body);
  come();
  await Promise.resolve();
  frame();
  await expect.poll(() => document.body.textContent).toBe("The part");
});

test("a part that is there is drawn at once", async () => {
  const Later = later(async () => Part, Meanwhile);
  fetchLaterParts();
  await vi.waitUntil(() => {
    render(<Later />, document.body);
    return document.body.textContent === "The part";
  }, 60_000);
});

test("whoever opened a part that can't be had is told, and can open it again", async () => {
  let tries = 0;
  const Later = later<{ onClose: () => void }>(async () => {
    if (!tries++) throw new Error("gone");
    return Part;
  });
  const onClose = vi.fn();
  render(<Later onClose={onClose} />, document.body);
  frame();
  await expect.poll(() => onClose.mock.calls.length).toBe(1);
  render(null, document.body);
  render(<Later onClose={onClose} />, document.body);
  frame();
  await expect.poll(() => document.body.textContent).toBe("The part");
});
