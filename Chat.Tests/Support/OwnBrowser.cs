using System.Globalization;
using Microsoft.Playwright;

namespace Chat.Tests.Support;

/// <summary>A Chromium with a folder of its own, which outlives it: closed and started again, or killed, as people's are.</summary>
internal sealed class OwnBrowser : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-browser-").FullName;
    private readonly IPlaywright _playwright;

    private OwnBrowser(IPlaywright playwright) => _playwright = playwright;

    public IBrowserContext Context { get; private set; } = null!;

    /// <summary>Its first tab.</summary>
    public IPage Page { get; private set; } = null!;

    public static async Task<OwnBrowser> StartNewAsync()
    {
        Assertions.SetDefaultExpectTimeout(60_000);
        var browser = new OwnBrowser(await Playwright.CreateAsync());
        await browser.StartAsync();
        return browser;
    }

    /// <summary>Starts on what the folder holds.</summary>
    public async Task StartAsync()
    {
        Context = await _playwright.Chromium.LaunchPersistentContextAsync(_folder, new()
        {
            ExecutablePath = Needs.Chromium(),
            Timeout = 60_000,
            ViewportSize = new() { Width = 1280, Height = 800 },
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync", "--disable-dev-shm-usage"],
        });
        Context.SetDefaultTimeout(60_000);
        Page = Context.Pages.Count > 0 ? Context.Pages[0] : await Context.NewPageAsync();
    }

    /// <summary>Closes it as people do.</summary>
    public Task CloseAsync() => Context.CloseAsync();

    /// <summary>Ends it as a crash does: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        var gone = new TaskCompletionSource();
        Context.Close += (_, _) => gone.TrySetResult();
        using var browser = Process();
        browser.Kill();
        await browser.WaitForExitAsync().Within();
        await gone.Task.Within();
        // It had no time to say that the folder is free.
        foreach (var left in Directory.GetFiles(_folder, "Singleton*")) File.Delete(left);
    }

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync().Within();
        _playwright.Dispose();
        // The last of its processes may still be writing.
        await TestDeadline.UntilAsync(IsDeleted);
    }

    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Once more.
        }
        return !Directory.Exists(_folder);
    }

    /// <summary>The browser's first process: the one that names the folder, is no part of a browser, and not the script that starts it.</summary>
    private System.Diagnostics.Process Process()
    {
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                var command = File.ReadAllText(Path.Combine(folder, "cmdline"));
                if (command.Contains($"--user-data-dir={_folder}", StringComparison.Ordinal) && !command.Contains("--type=", StringComparison.Ordinal)
                    && !command.StartsWith("/bin/sh", StringComparison.Ordinal))
                    return System.Diagnostics.Process.GetProcessById(id);
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }
        throw new InvalidOperationException("The browser does not run.");
    }
}
