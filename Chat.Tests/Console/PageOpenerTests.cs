using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>Which browser is asked to open a page.</summary>
public sealed class PageOpenerTests
{
    [Theory]
    [InlineData("BROWSER=w3m:firefox --new-tab %s", "w3m http://a/#b", "firefox --new-tab http://a/#b")]
    [InlineData("DISPLAY=:0", "xdg-open http://a/#b")]
    [InlineData("DISPLAY=:0;SSH_CONNECTION=1")]
    [InlineData("BROWSER=echo;SSH_CONNECTION=1", "echo http://a/#b")]
    [InlineData("NOTHING=")]
    public void A_browser_is_asked_where_there_is_one_to_see(string variables, params string[] commands)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Other systems have other ways.");
        var environment = variables.Split(';').Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(commands, new PageOpener(environment.GetValueOrDefault).Commands("http://a/#b").Select(words => string.Join(' ', words)));
    }
}
