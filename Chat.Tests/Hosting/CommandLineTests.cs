using System.Diagnostics;
using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Chat:Registration must be \"open\" or \"closed\"", "--Chat:Registration=maybe")]
    [InlineData("Chat:PublicUrl must be an address", "--Chat:PublicUrl=chat.example")]
    [InlineData("Chat:AllowedOrigins: \"https://a.example/page\" must be", "--Chat:AllowedOrigins=https://a.example/page")]
    [InlineData("Chat:TrustedProxies: \"here\" must be", "--Chat:TrustedProxies=here")]
    [InlineData("The data folder /dev/null/data can't be made", "--Chat:DataFolder=/dev/null/data")]
    public async Task Wrong_setting_ends_the_start_with_one_line_that_says_what_to_do(string sentence, string argument)
    {
        var (code, _, error) = await RunAsync(null, argument);

        Assert.Equal(1, code);
        Assert.StartsWith(sentence, error);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public async Task Second_server_on_a_data_folder_or_a_port_says_so_in_one_line()
    {
        await using var first = await RealServer.StartAsync();

        var (folderCode, _, folder) = await RunAsync(null, "--Chat:DataFolder", first.Data, "--urls", "http://127.0.0.1:0");
        var other = Directory.CreateTempSubdirectory("chat-test-");
        var (portCode, _, port) = await RunAsync(null, "--Chat:DataFolder", other.FullName, "--urls", first.Address.GetLeftPart(UriPartial.Authority));
        other.Delete(recursive: true);

        Assert.Equal((1, 1), (folderCode, portCode));
        Assert.Equal($"Another server is using the data folder {first.Data}. Stop it, or set Chat:DataFolder to another.", folder);
        Assert.Contains("address already in use", port);
        Assert.DoesNotContain('\n', port);
    }

    [Fact]
    public async Task Unknown_command_is_refused_with_the_known_ones()
    {
        var (code, _, error) = await RunAsync(null, "frobnicate");

        Assert.Equal(2, code);
        Assert.StartsWith("There is no command \"frobnicate\".", error);
        Assert.Contains("reset-password NAME", error);
    }

    [Fact]
    public async Task Signal_ends_the_server_in_order_and_soon()
    {
        await using var server = await ServerProcess.StartNewAsync();
        await server.SetUpLinkAsync();
        Assert.Equal(43, server.SetUpToken.Length);
        var since = Stopwatch.StartNew();

        Assert.Equal(0, await server.StopAsync());

        Assert.True(since.Elapsed < TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("fail:", server.Said);
    }

    [Fact]
    public async Task Password_is_reset_beside_a_running_server_and_the_sessions_end()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await RealServer.StartAsync(new ServerParts { Clock = clock });
        var ann = await server.RegisterAsync("ann");
        await using var device = await server.ConnectAsync(ann);
        using var http = server.Http(ann);
        for (var i = 0; i < 5; i++) await http.SignInAsync("ann", "wrong password");
        await (await http.SignInAsync("ann")).RefusedAsync(423, ErrorCodes.LockedOut);

        var (code, output, error) = await RunAsync("a new password\n", "reset-password", "ANN", "--Chat:DataFolder", server.Data);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal("ann has a new password; 1 sessions were ended.", output);
        Task sign = Task.CompletedTask;
        await TestDeadline.UntilAsync(() => device.Events<SignedOut>().Count != 0, () =>
        {
            // The clock doesn't run ahead of a server that takes its time: the device would be cut for its silence first.
            if (!sign.IsCompleted) return;
            clock.Advance(TimeSpan.FromSeconds(1));
            sign = device.CallAsync<Done>("AnswerBeat", device.Says);
        });
        await device.Closed;
        Assert.Single(device.Events<SignedOut>());
        await (await http.OpenAsync(AccountPaths.Me)).RefusedAsync(401, ErrorCodes.SignedOut);
        await (await http.SignInAsync("ann")).RefusedAsync(401, ErrorCodes.WrongPassword);
        await (await http.SignInAsync("ann", "a new password")).ReadAsync(ChatJson.Default.SignedIn);
    }

    [Fact]
    public async Task Password_that_can_not_be_reset_says_why()
    {
        await using var server = await RealServer.StartAsync();
        await server.RegisterAsync("ann");

        Assert.Equal((1, "Nobody is called bob."), await ResetAsync("bob", "a new password"));
        Assert.Equal((1, "A password has at least 8 characters."), await ResetAsync("ann", "short"));
        Assert.Equal((1, "A password has at least 8 characters."), await ResetAsync("ann", ""));
        var (code, _, error) = await RunAsync("x", "reset-password", "ann", "--Chat:DataFolder=nowhere");
        Assert.Equal(1, code);
        Assert.StartsWith("There is no database at ", error);

        async Task<(int, string)> ResetAsync(string name, string typed)
        {
            await using var said = new StringWriter();
            var code = await ResetPassword.RunAsync(server.Services, name, new StringReader(typed), TextWriter.Null, said).Within();
            return (code, said.ToString().Trim());
        }
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Program("Chat.Server", "Chat.Server.dll"), .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Only what the program itself says: without its page, the framework warns.
            Environment = { ["Logging__LogLevel__Default"] = "None", ["Logging__LogLevel__Microsoft.AspNetCore"] = "None" },
        };
        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without having read it.
        }

        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().Within();
            return (process.ExitCode, (await output.Within()).Trim(), (await error.Within()).Trim());
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
