using System.Text.Json;
using Microsoft.Playwright;

namespace Chat.Tests.Pages;

/// <summary>Texts that would do something if they were taken for anything but text, and a server that lets all of them through.</summary>
internal static class HostileTexts
{
    /// <summary>What runs sets <c>ran</c>; an element that is made of a text has <c>data-hostile</c>.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "<img src=x onerror='ran=1' data-hostile>",
        "<script data-hostile>ran=1</script>",
        "\"><svg onload=ran=1 data-hostile>",
        "</title></textarea><iframe srcdoc='' data-hostile>",
        "javascript:ran=1//https://x.example/'onfocus='ran=1",
        "{{constructor.constructor('ran=1')()}}${ran=1}<%=ran=1%>",
        "&lt;b data-hostile&gt;&#x3C;b data-hostile>",
        "\u202Egpj.exe\u202D\u2067 and on",
        "\u2069\u2069\u202E closes and turns",
        "שלום (1), סוף \u200F",
        "z\u200Be\u2060r\uFEFFo\u00AD width\u200D",
        "n\0u\al\b\u001B[31m\u0085 controls",
        "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030A\u030B\u030C\u030D\u030E\u030F\u0310\u0311\u0312\u0313\u0314\u0315\u0316\u0317a\u0318\u0319\u031A\u031B\u031C".Normalize(),
        new string('W', 60),
        "__proto__",
        "null",
    ];

    /// <summary>What stands for a text where the real server would refuse it.</summary>
    public static string Token(string kind, int at) => $"zz{kind}{(char)('a' + at)}zz";

    /// <summary>Whether the server takes a text as the name of a room or a person.</summary>
    public static bool IsName(string text) =>
        !text.Any(c => char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\u200B' or '\u200F' or '\uFEFF' or '\u00AD');

    /// <summary>From now on, what the page hears from the server has the texts in place of their tokens.</summary>
    public static Task LieAsync(this IPage page, params string[] kinds) => page.RouteWebSocketAsync("**/chat**", route =>
    {
        var server = route.ConnectToServer();
        server.OnMessage(frame =>
        {
            var text = frame.Text ?? "";
            foreach (var kind in kinds)
                for (var at = 0; at < All.Count; at++) text = text.Replace(Token(kind, at), JsonSerializer.Serialize(All[at])[1..^1], StringComparison.Ordinal);
            route.Send(text);
        });
    });

    /// <summary>Notes what must never happen.</summary>
    public static async Task<Func<Task>> GuardAsync(this IPage page)
    {
        var wrong = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            wrong.Add($"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => wrong.Add($"an error: {error}");
        page.Popup += (_, _) => wrong.Add("a window");
        await page.AddInitScriptAsync("""
            globalThis.violations = [];
            addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => violations.push(`${violatedDirective} ${blockedURI} ${sample}`));
            """);
        return async () =>
        {
            wrong.AddRange(await page.EvaluateAsync<string[]>("""
                () => [
                    ...violations, ...("ran" in globalThis ? ["it ran"] : []), ...("x" in ({})) ? ["the prototype"] : [],
                    ...[...document.querySelectorAll("[data-hostile], [onerror], [onload], [onfocus], iframe, object, embed, template, body img, body script, body style, [style*=url], a[href^='javascript:' i]")].map(e => e.outerHTML),
                ]
                """));
            Assert.Empty(wrong);
        };
    }
}
