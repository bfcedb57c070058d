import { expect, test } from "vitest";
import { App } from "./App";

test("the page names the service", () => {
  expect(App().props.children).toMatchObject({ type: "h1", props: { children: "ChatService" } });
});
