using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>Through proxies: which one is taken, and what is said of one that is none.</summary>
public sealed class ProxyVerbTests
{
    [Theory]
    [InlineData("https://chat.example/", "http://secure:1")]
    [InlineData("http://chat.example/", "http://open:2")]
    [InlineData("wss://chat.example/", "http://secure:1")]
    [InlineData("ws://chat.example/", "http://open:2")]
    [InlineData("https://inside.example/", null)]
    [InlineData("https://deep.inside.example/", null)]
    [InlineData("https://notinside.example/", "http://secure:1")]
    [InlineData("https://10.1.2.3/", null)]
    [InlineData("https://192.168.1.1/", "http://secure:1")]
    [InlineData("https://port.example:8443/", null)]
    [InlineData("https://port.example/", "http://secure:1")]
    public void Proxy_is_chosen_as_the_environment_says(string destination, string? proxy)
    {
        var read = EnvironmentProxy.Read(name => name switch
        {
            "HTTPS_PROXY" => "secure:1",
            "http_proxy" => "http://open:2",
            "ALL_PROXY" => "socks5h://all:3",
            "NO_PROXY" => ".inside.example, 10.0.0.0/8 port.example:8443",
            _ => null,
        });
        Assert.Equal(proxy, read.Value!.Show(new Uri(destination)));
        Assert.Equal(proxy is null, read.Value.IsBypassed(new Uri(destination)));
    }

    [Fact]
    public void One_proxy_for_all_its_password_and_none_for_anything()
    {
        var all = EnvironmentProxy.Read(name => name == "ALL_PROXY" ? "http://me:p%40ss@all:3" : null).Value!;
        Assert.Equal("http://all:3", all.Show(new Uri("https://chat.example")));
        Assert.Equal("http://all:3/", all.GetProxy(new Uri("https://chat.example"))!.ToString());
        Assert.Equal("p@ss", all.GetCredential(new Uri("http://all:3"), "Basic")!.Password);
        Assert.Null(all.GetCredential(new Uri("http://other:3"), "Basic"));
        Assert.Null(EnvironmentProxy.Read(name => name is "ALL_PROXY" ? "all:3" : name is "NO_PROXY" ? "*" : null).Value!.Show(new Uri("http://chat.example")));
        Assert.Null(EnvironmentProxy.Read(_ => null).Value!.Show(new Uri("http://chat.example")));
    }

    [Theory]
    [InlineData("HTTPS_PROXY", "ftp://proxy.example")]
    [InlineData("HTTPS_PROXY", ":::")]
    [InlineData("HTTP_PROXY", "http://me:secret@proxy.example:99999")]
    [InlineData("ALL_PROXY", "http://")]
    public async Task A_proxy_that_is_no_address_is_told_by_its_name_alone(string name, string value)
    {
        using var shell = new TestShell();
        shell.Environment["CHAT_SERVER"] = "https://chat.example";
        shell.Environment["CHAT_TOKEN"] = "token";
        shell.Environment[name] = value;
        foreach (var arguments in new string[][] { ["rooms"], ["login", "--token"], ["--plain"] })
        {
            shell.Error.GetStringBuilder().Clear();
            Assert.Equal(Exit.Usage, await shell.RunAsync(arguments));
            Assert.StartsWith($"chat: {name} is no proxy's address.", shell.Error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("secret", shell.Error.ToString(), StringComparison.Ordinal);
        }
    }
}
