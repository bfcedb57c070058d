using Microsoft.Playwright;

namespace Chat.Tests.Support;

/// <summary>What the page keeps on the device, as somebody finds it who looks through the browser's folder.</summary>
internal static class KeptOnDevice
{
    private const string All =
        """
        async () => {
          const found = ["localStorage" + JSON.stringify({ ...localStorage }), "sessionStorage" + JSON.stringify({ ...sessionStorage })];
          const done = (request) => new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          });
          for (const { name } of await indexedDB.databases()) {
            const database = await done(indexedDB.open(name));
            for (const store of database.objectStoreNames)
              found.push(name + "/" + store + JSON.stringify(await done(database.transaction(store).objectStore(store).getAll())));
            database.close();
          }
          for (const name of await globalThis.caches?.keys() ?? [])
            for (const request of await (await caches.open(name)).keys()) found.push(request.url);
          return found.join("\n");
        }
        """;

    /// <summary>All of it, as text.</summary>
    public static Task<string> KeptAsync(this IPage page) => page.EvaluateAsync<string>(All);

    /// <summary>Waits until a text is among what is kept of rooms, or elsewhere.</summary>
    public static Task UntilKeptAsync(this IPage page, string text, string where = "chat-rows/rooms") =>
        page.UntilAsync("lines.some(line => line.startsWith(where) && line.includes(text))", text, where);

    /// <summary>Waits until a text is no more among what is kept.</summary>
    public static Task UntilForgottenAsync(this IPage page, string text) => page.UntilAsync("!lines.some(line => line.includes(text))", text, "");

    // Waiting for a function would not wait for what it promises.
    private static async Task UntilAsync(this IPage page, string isSo, string text, string where) => await page.EvaluateAsync(
        $$"""
        async ([text, where]) => {
          for (let lines = []; ; await new Promise(requestAnimationFrame)) {
            lines = (await ({{All}})()).split("\n");
            if ({{isSo}}) return;
          }
        }
        """, new[] { text, where }).Within();

    /// <summary>Waits until the page can be opened without a network.</summary>
    public static Task UntilShellIsKeptAsync(this IPage page) =>
        page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
}
