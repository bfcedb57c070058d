using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>Servers with a certificate of an authority that the machine doesn't know.</summary>
public sealed class CaFileTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestShell _ann = new();

    public void Dispose()
    {
        _ann.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task With_the_file_of_its_authority_a_server_is_trusted_and_the_file_is_kept_with_the_session()
    {
        using var certificate = _authority.Issue();
        await using var server = await RealServer.StartAsync(new ServerParts { Certificate = certificate });
        await server.RegisterAsync("ann");
        string[] login = ["login", server.SecureAddress.ToString(), "--user", "ann", "--password-stdin"];
        _ann.In = RealServer.Password + "\n";
        Assert.Equal(Exit.Unreachable, await _ann.RunAsync(login));
        Assert.Contains("by an authority that is not trusted here. If it is your own, name its file: --ca-file FILE, or CHAT_CA_FILE.", Said, StringComparison.Ordinal);
        Assert.False(File.Exists(_ann.CredentialPath));

        _ann.Error.GetStringBuilder().Clear();
        var file = await WriteAsync(_authority.Pem);
        Assert.Equal(Exit.Done, await _ann.RunAsync([.. login, "--ca-file", file]));
        using (var kept = JsonDocument.Parse(await File.ReadAllTextAsync(_ann.CredentialPath, TestContext.Current.CancellationToken)))
            Assert.Equal(file, kept.RootElement.GetProperty("caFile").GetString());
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge"));
        Assert.Equal(Exit.Done, await _ann.RunAsync("send", "gauge", "Trusted by us."));
        Assert.Equal(Exit.Done, await _ann.RunAsync("tail", "gauge", "--no-follow"));
        Assert.Contains(": Trusted by us.\n", _ann.Out.ToString(), StringComparison.Ordinal);
        _ann.In = "/open gauge\nSaid by lines.\n";
        Assert.Equal(Exit.Done, await _ann.RunAsync("--plain"));
        Assert.Contains(": Said by lines.\n", _ann.Out.ToString(), StringComparison.Ordinal);
        Assert.Equal("", Said);

        // Signing in again at the same server needs no naming, and keeps it.
        _ann.In = RealServer.Password + "\n";
        Assert.Equal(Exit.Done, await _ann.RunAsync("login", "--user", "ann", "--password-stdin"));
        Assert.Equal(Exit.Done, await _ann.RunAsync("whoami"));

        // The file goes: what is kept names it.
        File.Delete(file);
        Assert.Equal(Exit.Local, await _ann.RunAsync("rooms"));
        Assert.Contains(file, Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_else_is_wrong_with_a_certificate_is_no_matter_of_the_file()
    {
        using var stranger = new TestAuthority();
        using var otherName = _authority.Issue("other.example");
        using var outOfTime = _authority.Issue(days: 1);
        using var strange = stranger.Issue();
        var file = await WriteAsync(_authority.Pem);
        foreach (var (certificate, told) in new[]
        {
            (otherName, "Its certificate is for another name."), (outOfTime, "and today is another day."), (strange, "It is not in the file of --ca-file either."),
        })
        {
            await using var server = new TlsPort(certificate);
            _ann.Error.GetStringBuilder().Clear();
            _ann.Environment["CHAT_TOKEN"] = "token";
            Assert.Equal(Exit.Unreachable, await _ann.RunAsync("login", server.Address, "--token", "--ca-file", file));
            Assert.Contains(told, Said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, "can't be read")]
    [InlineData("no certificate at all\n", "holds no certificate in PEM form")]
    [InlineData("-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----\n", "can't be read")]
    public async Task A_file_without_certificates_is_told_before_anything_is_sent(string? content, string told)
    {
        var file = content is null ? Path.Combine(_ann.Home, "missing.pem") : await WriteAsync(content);
        _ann.Environment["CHAT_TOKEN"] = "token";
        Assert.Equal(Exit.Local, await _ann.RunAsync("login", "https://chat.example", "--token", "--ca-file", file));
        Assert.Contains(file, Said, StringComparison.Ordinal);
        Assert.Contains(told, Said, StringComparison.Ordinal);
        _ann.Environment["CHAT_SERVER"] = "https://chat.example";
        _ann.Environment["CHAT_CA_FILE"] = file;
        Assert.Equal(Exit.Local, await _ann.RunAsync("rooms"));
    }

    private string Said => _ann.Error.ToString();

    private async Task<string> WriteAsync(string content)
    {
        var file = Path.Combine(_ann.Home, "ca.pem");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        return file;
    }

    /// <summary>A port that shows a certificate, and nothing else.</summary>
    private sealed class TlsPort : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate;
        private readonly Task _serving;

        public TlsPort(X509Certificate2 certificate)
        {
            _certificate = certificate;
            _listener.Start();
            _serving = ServeAsync();
        }

        public string Address => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _serving.Within();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var tls = new SslStream(client.GetStream());
                    await tls.AuthenticateAsServerAsync(_certificate);
                }
                catch (Exception e) when (e is IOException or AuthenticationException)
                {
                    // The other side went, as it should.
                }
                catch (Exception e) when (e is SocketException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }
}
