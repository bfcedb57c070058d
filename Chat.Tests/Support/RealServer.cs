using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Chat.Contracts;
using Chat.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Support;

/// <summary>Somebody with an account on a <see cref="RealServer"/>.</summary>
public sealed record Visitor(Person Person, string Token, string Password)
{
    public Guid Id => Person.Id;
}

/// <summary>What is particular about a test's server.</summary>
public sealed record ServerParts
{
    /// <summary>Settings, as on the command line.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Replaces parts of the product by faulty or observing ones.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>A clock that only the test moves.</summary>
    public FakeTimeProvider? Clock { get; init; }

    /// <summary>Where its log goes; nowhere when none.</summary>
    public ILoggerProvider? Log { get; init; }

    /// <summary>Its certificate for a second, secure port; none: there is only the open one.</summary>
    public X509Certificate2? Certificate { get; init; }
}

/// <summary>The server as it runs, on a port and a data folder of its own.</summary>
public sealed class RealServer : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly ServerParts _parts;
    private readonly string _folder = Directory.CreateTempSubdirectory("chat-test-").FullName;
    private readonly SemaphoreSlim _settingUp = new(1, 1);
    private Factory _factory;
    private bool _isSetUp;

    // One that the system gives to no connection: it stays over restarts, so that clients find the server again, and nobody takes it meanwhile.
    private readonly int _port = ServerProcess.FreePort();

    private RealServer(ServerParts parts)
    {
        _parts = parts;
        _factory = Start();
    }

    public Uri Address => _factory.ClientOptions.BaseAddress;

    /// <summary>The address of the secure port.</summary>
    public Uri SecureAddress => new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First(address => address.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>The data folder.</summary>
    public string Data => Path.Combine(_folder, "data");

    public IServiceProvider Services => _factory.Services;

    /// <summary>The secret of the set-up link.</summary>
    public string? SetUpSecret => Services.GetRequiredService<SetUpLinks>().Secret;

    public static async Task<RealServer> StartAsync(ServerParts? parts = null)
    {
        var server = await Task.Run(() => new RealServer(parts ?? new ServerParts())).Within();
        await server._factory.AwaitsClockAsync();
        return server;
    }

    /// <summary>Stops the server as a signal does, and starts it again over the same folder.</summary>
    public async Task RestartAsync(Action? meanwhile = null)
    {
        await StopAsync();
        meanwhile?.Invoke();
        _factory = await Task.Run(Start).Within();
        await _factory.AwaitsClockAsync();
    }

    public Task StopAsync() => _factory.DisposeAsync().Within();

    /// <summary>A client without cookies; with a visitor, as them.</summary>
    public HttpClient Http(Visitor? visitor = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = Address,
            Timeout = TestDeadline.Never,
        };
        if (visitor is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", visitor.Token);
        return http;
    }

    /// <summary>Makes an account through the API; the first one through the set-up link.</summary>
    public async Task<Visitor> RegisterAsync(string name, string password = Password)
    {
        using var http = Http();
        var answer = await SetUpFirstAsync(http, name, password) ??
            await http.PostAsJsonAsync(AccountPaths.Register, new Register { UserName = name, Password = password }, ChatJson.Default.Register).Within();
        return await VisitorAsync(answer, password);
    }

    /// <summary>Begins a further session of somebody.</summary>
    public async Task<Visitor> SignInAsync(string name, string password = Password, string? device = null)
    {
        using var http = Http();
        var answer = await http.PostAsJsonAsync(
            AccountPaths.SignIn, new SignIn { UserName = name, Password = password, Device = device }, ChatJson.Default.SignIn).Within();
        return await VisitorAsync(answer, password);
    }

    /// <summary>A new device of a visitor, connected and greeted.</summary>
    public Task<RawDevice> ConnectAsync(Visitor visitor, Hello? hello = null) => RawDevice.ConnectAsync(Address, visitor, hello);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _settingUp.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<HttpResponseMessage?> SetUpFirstAsync(HttpClient http, string name, string password)
    {
        await _settingUp.WaitAsync().Within();
        try
        {
            if (_isSetUp || SetUpSecret is not { } secret) return null;
            var answer = await http.PostAsJsonAsync(
                AccountPaths.SetUp, new SetUp { Token = secret, UserName = name, Password = password }, ChatJson.Default.SetUp).Within();
            // Another test of the same server may have used the link itself.
            var refusal = answer.IsSuccessStatusCode ? null : await answer.Content.ReadFromJsonAsync(ChatJson.Default.Error).Within();
            _isSetUp = refusal is null or { Code: ErrorCodes.SetupLinkInvalid };
            return refusal is { Code: ErrorCodes.SetupLinkInvalid } ? null : answer;
        }
        finally
        {
            _settingUp.Release();
        }
    }

    private static async Task<Visitor> VisitorAsync(HttpResponseMessage answer, string password)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync().Within());
        var signedIn = await answer.Content.ReadFromJsonAsync(ChatJson.Default.SignedIn).Within();
        return new Visitor(signedIn!.Person, signedIn.Token!, password);
    }

    private Factory Start()
    {
        var factory = new Factory(Data, _parts);
        if (_parts.Certificate is not { } certificate) factory.UseKestrel(_port);
        else
        {
            // The factory takes the last for the server's.
            factory.UseKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0, secure => secure.UseHttps(certificate));
                kestrel.Listen(IPAddress.Loopback, _port);
            });
        }

        factory.StartServer();
        return factory;
    }

    private sealed class Factory(string folder, ServerParts parts) : WebApplicationFactory<Program>
    {
        private AwaitedClock? _clock;

        /// <summary>Waits until all that the server does by the test's clock has begun: that is left to run beside its start.</summary>
        public Task AwaitsClockAsync()
        {
            if (_clock is not { } clock) return Task.CompletedTask;
            var loops = Services.GetServices<IHostedService>().OfType<BackgroundService>().Count(service => service.GetType().Assembly == typeof(Program).Assembly);
            return TestDeadline.UntilAsync(() => clock.Loops >= loops);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("Chat:DataFolder", folder);
            foreach (var (name, value) in parts.Settings) builder.UseSetting(name, value);
            builder.ConfigureLogging(logging =>
            {
                logging.ClearProviders();
                if (parts.Log is not null) logging.AddProvider(parts.Log).SetMinimumLevel(LogLevel.Trace);
            });
            builder.ConfigureTestServices(services =>
            {
                // Tests make many accounts, and not one of them is worth guarding.
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
                services.AddSingleton<TellOperator>(_ => { });
                if (parts.Clock is not null) services.AddSingleton<TimeProvider>(parts.Clock);
                parts.Services?.Invoke(services);
                if (services.LastOrDefault(s => s.ServiceType == typeof(TimeProvider))?.ImplementationInstance is FakeTimeProvider clock)
                    services.AddSingleton<TimeProvider>(_clock = new AwaitedClock(clock));
            });
        }
    }
}
