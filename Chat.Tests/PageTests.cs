using Microsoft.AspNetCore.Mvc.Testing;

namespace Chat.Tests;

public sealed class PageTests
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Page_and_its_script_are_served_over_a_real_socket()
    {
        using var factory = new WebApplicationFactory<Program>();
        factory.UseKestrel(0);
        factory.StartServer();
        using var http = new HttpClient { BaseAddress = factory.ClientOptions.BaseAddress, Timeout = Never };

        var page = await http.GetStringAsync("/", TestContext.Current.CancellationToken);
        var script = page.Split('"').First(part => part.StartsWith("/assets/") && part.EndsWith(".js"));
        var code = await http.GetStringAsync(script, TestContext.Current.CancellationToken);

        Assert.NotEqual(5080, factory.ClientOptions.BaseAddress.Port);
        Assert.Contains("ChatService", code);
    }
}
