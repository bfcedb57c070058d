using OpenQA.Selenium;

namespace Chat.Tests.Support;

/// <summary>What people do on the page in WebKit, found by role and name, as <see cref="PageSteps"/> does it in the others.</summary>
internal sealed class WebKitPage(WebDriver browser)
{
    private const string Conversation = "[role=log] [data-state=sent] [data-part=text]";

    public Task GoAsync(Uri address) => Task.Run(() => browser.Navigate().GoToUrl(address));

    public Task ReloadAsync() => Task.Run(() => browser.Navigate().Refresh());

    public async Task SignInAsync(Uri server, string name)
    {
        await GoAsync(new Uri(server, "/sign-in"));
        await FillAsync("//label[.='Name']/following::input[1]", name);
        await FillAsync("//label[.='Password']/following::input[1]", ServerPeople.Password);
        await ClickAsync("//button[.='Sign in']");
    }

    public async Task SayAsync(string room, string text)
    {
        await FillAsync(Composer(room), text);
        await KeysAsync(Keys.Enter);
    }

    public static string Composer(string room) => $"//textarea[@aria-label='Message to {room}']";

    /// <summary>Waits until a message shows as sent, once.</summary>
    public Task SeesAsync(string text) =>
        UntilAsync(() => browser.FindElements(By.CssSelector(Conversation)).Count(each => each.Text.Contains(text, StringComparison.Ordinal)) == 1);

    /// <summary>Waits for an element, by its XPath.</summary>
    public Task FindAsync(string path) => OnAsync(path, _ => { });

    public Task ClickAsync(string path) => OnAsync(path, element => element.Click());

    public async Task FillAsync(string path, string text)
    {
        await OnAsync(path, element => element.SendKeys(text));
        await UntilAsync(() => Evaluate<string>("return document.activeElement.value ?? ''") == text);
    }

    /// <summary>Presses keys where the focus is.</summary>
    public Task KeysAsync(string keys) => Task.Run(() => browser.SwitchTo().ActiveElement().SendKeys(keys));

    public Task<T> EvaluateAsync<T>(string script) => Task.Run(() => Evaluate<T>(script));

    public T Evaluate<T>(string script) => (T)browser.ExecuteScript(script)!;

    /// <summary>Looks again and again, and lets the page have the machine in between. What was drawn anew is looked for anew.</summary>
    /// <exception cref="TimeoutException">It never came to be so; says what the page shows instead.</exception>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var stopped = TestContext.Current.CancellationToken;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        end.CancelAfter(TestDeadline.Never);
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            // WebDriver holds a thread while it asks: not one of the few that the tests go on with.
            while (!await Task.Run(() => LookAt(isSo))) await looks.WaitForNextTickAsync(end.Token);
        }
        catch (OperationCanceledException) when (!stopped.IsCancellationRequested)
        {
            throw new TimeoutException(await Task.Run(() => $"Never at {browser.Url}, which shows:\n{browser.FindElement(By.TagName("body")).Text}\n{Evaluate<string>("return [...document.querySelectorAll('input, textarea')].map((field) => (field === document.activeElement ? '> ' : '') + field.value).join('\\n')")}"));
        }
    }

    /// <summary>Does something with an element as soon as it is there; with the one that took its place where it is drawn anew in that moment.</summary>
    private Task OnAsync(string path, Action<IWebElement> act) => UntilAsync(() =>
    {
        if (browser.FindElements(By.XPath(path)).FirstOrDefault(each => each.Displayed) is not { } element) return false;
        act(element);
        return true;
    });

    private static bool LookAt(Func<bool> isSo)
    {
        try
        {
            return isSo();
        }
        catch (StaleElementReferenceException)
        {
            return false;
        }
    }
}
