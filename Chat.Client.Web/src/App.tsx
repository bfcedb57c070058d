export function App() {
  return (
    <main>
      <h1>ChatService</h1>
    </main>
  );
}
