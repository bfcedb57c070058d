using System.Text.RegularExpressions;
using Chat.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Chat.Tests.Pages;

/// <summary>The console is signed in by the page: both as people have them, at a real server.</summary>
public sealed partial class DevicePageTests(Browser browser, SharedServer shared) : IClassFixture<Browser>, IClassFixture<SharedServer>
{
    private Uri Server => shared.Server.Address;

    [Fact]
    public async Task Who_is_signed_out_signs_in_and_comes_back_to_let_the_console_in_which_then_has_a_session_of_its_own()
    {
        var ann = await shared.PersonAsync("ann");
        using var home = await Home.MakeAsync();
        await using var login = Start(home, "login", Server.ToString(), "--web");
        var page = await browser.OpenAsync();
        // What the browser was asked to open.
        var link = await home.OpenedAsync();
        var code = new Uri(link).Fragment.TrimStart('#');
        await page.GotoAsync(link);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(ann.Person.Name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ServerPeople.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Let this device in?" })).ToBeVisibleAsync();
        await Expect(page.GetByText(code)).ToBeVisibleAsync();
        await Expect(page.GetByText($"chat on {System.Environment.MachineName}")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Definition).Filter(new() { HasText = ann.Person.Name })).ToBeVisibleAsync();
        Assert.Empty(login.Lines);
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The device is let in" })).ToBeVisibleAsync();
        Assert.Equal(0, await login.CodeAsync());
        Assert.Equal([$"Signed in as {ann.Person.Name} at {Server.ToString().TrimEnd('/')}."], login.Lines);
        Assert.Contains(code, login.Errors, StringComparison.Ordinal);

        // The link is good once.
        await page.ReloadAsync();
        await Expect(page.GetByText("No device that waits shows this code.")).ToBeVisibleAsync();

        // The page goes, the console stays.
        await page.GotoAsync(Server.ToString());
        await Expect(page.Composer("general")).ToBeVisibleAsync();
        await page.SignOutAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await using var who = Start(home, "whoami");
        await who.UntilAsync(line => line.StartsWith(ann.Person.Name, StringComparison.Ordinal));
        Assert.Equal(0, await who.CodeAsync());
    }

    [Fact]
    public async Task A_wrong_code_is_told_in_the_readers_language_and_a_device_that_is_not_allowed_gets_nothing()
    {
        var ann = await shared.PersonAsync("ann");
        using var home = await Home.MakeAsync();
        await using var login = Start(home, "login", Server.ToString(), "--web");
        var code = new Uri(await home.OpenedAsync()).Fragment.TrimStart('#');
        var page = await browser.OpenAsync(new() { Locale = "de-DE" });
        await page.GotoAsync(new Uri(Server, "/devices").ToString());
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(ann.Person.Name);
        await page.GetByLabel("Passwort", new() { Exact = true }).FillAsync(ServerPeople.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ein Gerät anmelden" })).ToBeVisibleAsync();
        await page.GetByLabel("Code").FillAsync("BCDF-GHJK");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("Kein Gerät, das wartet, zeigt diesen Code.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Code")).ToHaveValueAsync("BCDF-GHJK");
        await page.GetByLabel("Code").FillAsync(code.ToLowerInvariant().Replace("-", ""));
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter" }).ClickAsync();
        await Expect(page.GetByText("Hat dir jemand den Link oder den Code geschickt, dann erlaub es nicht.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nicht erlauben" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Das Gerät wurde nicht angemeldet" })).ToBeVisibleAsync();

        Assert.Equal(4, await login.CodeAsync());
        Assert.EndsWith("chat: It was not allowed on the page.", login.Errors, StringComparison.Ordinal);
        Assert.Empty(login.Lines);
    }

    [Fact]
    public async Task Ctrl_C_at_a_terminal_gives_up_and_the_page_can_not_let_it_in_any_more()
    {
        var ann = await shared.PersonAsync("ann");
        using var home = await Home.MakeAsync();
        await using var terminal = await Support.Terminal.OpenAsync(
            100, 24, "sh", ("HOME", home.Path), ("XDG_CONFIG_HOME", home.Path), ("BROWSER", ""), ("DISPLAY", ""), ("WAYLAND_DISPLAY", ""), ("PS1", "$ "));
        await terminal.TypeAsync($"{ConsoleSteps.Program} login {Server}");
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync("or Enter to sign in with the browser");
        await terminal.PressAsync("Enter");
        var screen = await terminal.UntilAsync("Ctrl+C gives up");
        var code = ShownCode().Match(screen).Groups[1].Value;
        var page = await browser.OpenAsync();
        await page.SignInAsync(Server, ann);
        await page.GotoAsync(new Uri(Server, $"/devices#{code}").ToString());
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Let this device in?" })).ToBeVisibleAsync();

        await terminal.PressAsync("C-c");
        await terminal.UntilAsync(text => text.TrimEnd().EndsWith('$'));
        await terminal.TypeAsync("echo it ended with $?");
        await terminal.PressAsync("Enter");
        await terminal.UntilAsync("\nit ended with 130");
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        await Expect(page.GetByText("No device that waits shows this code.")).ToBeVisibleAsync();
        Assert.False(File.Exists(System.IO.Path.Combine(home.Path, "chat", "credentials.json")));
    }

    private static LineProcess Start(Home home, params string[] arguments) =>
        LineProcess.Start(arguments, ("HOME", home.Path), ("BROWSER", home.Browser), ("CHAT_SERVER", ""), ("CHAT_TOKEN", ""));

    [GeneratedRegex("type the code ([A-Z]{4}-[A-Z]{4})")]
    private static partial Regex ShownCode();

    /// <summary>A home with a browser in it that keeps what it is asked to open.</summary>
    private sealed class Home : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-home-");

        public static async Task<Home> MakeAsync()
        {
            var home = new Home();
            await ScriptFile.WriteAsync(home.Browser, $"printf '%s\\n' \"$1\" > '{home.Opened}.new' && mv '{home.Opened}.new' '{home.Opened}'");
            return home;
        }

        public string Path => _folder.FullName;

        public string Browser => System.IO.Path.Combine(Path, "browser");

        private string Opened => System.IO.Path.Combine(Path, "opened");

        public async Task<string> OpenedAsync()
        {
            await TestDeadline.UntilAsync(() => File.Exists(Opened));
            return (await File.ReadAllTextAsync(Opened, TestContext.Current.CancellationToken)).Trim();
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
