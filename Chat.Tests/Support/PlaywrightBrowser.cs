using Microsoft.Playwright;

namespace Chat.Tests.Support;

/// <summary>One browser for all tests of a class; each person is a context of their own in it.</summary>
public abstract class PlaywrightBrowser : IAsyncLifetime
{
    /// <summary>In milliseconds. A client that comes back may wait for 30 s.</summary>
    private static readonly float Never = (float)TestDeadline.Never.TotalMilliseconds;

    private readonly List<IBrowserContext> _ofThisTest = [];
    private string? _test;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A person's browser, with nothing in it yet. It is closed when the next test opens one.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        await CloseEarlierTestsAsync();
        var context = await _browser!.NewContextAsync(options ?? new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        context.SetDefaultTimeout(Never);
        if (_test is not null) _ofThisTest.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>A person's phone: its size, its touch and its name for itself.</summary>
    /// <param name="device">A name that Playwright knows, such as <c>Pixel 7</c>.</param>
    public Task<IPage> OpenPhoneAsync(string device) => OpenAsync(_playwright!.Devices[device]);

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(Never);
        _playwright = await Playwright.CreateAsync();
        _browser = await LaunchAsync(_playwright);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IBrowser> LaunchAsync(IPlaywright playwright);

    /// <summary>Pages of a test that is over would go on looking for its server. What a fixture opened stays.</summary>
    private async Task CloseEarlierTestsAsync()
    {
        var test = TestContext.Current.Test?.UniqueID;
        if (test == _test) return;
        _test = test;
        foreach (var context in _ofThisTest) await context.CloseAsync();
        _ofThisTest.Clear();
    }
}
