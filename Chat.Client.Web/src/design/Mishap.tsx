import { Component, type ComponentChildren } from "preact";
import { say } from "../language/language";

/** Should a view fail to draw, people see a sentence and a way on instead of an empty page. */
export class Mishap extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ failed: true });
  }

  override render({ children }: { children: ComponentChildren }) {
    if (!this.state.failed) return children;
    return (
      <main class="mishap">
        <p role="alert">{say.design.notDrawn}</p>
        <button class="button main" type="button" onClick={() => location.reload()}>{say.design.loadAnew}</button>
      </main>
    );
  }
}
