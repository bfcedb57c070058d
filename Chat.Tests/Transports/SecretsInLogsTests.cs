using System.Collections.Concurrent;
using System.Net.Http.Json;
using Chat.Contracts;
using Chat.Tests.Support;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.Logging;

namespace Chat.Tests;

public sealed class SecretsInLogsTests
{
    private const string Secret = "the key is under the third pot", Password = "a password nobody guesses", NewPassword = "another that nobody guesses";

    [Fact]
    public async Task Neither_token_nor_query_nor_text_nor_password_is_logged_at_any_level()
    {
        using var log = new Everything();
        await using var server = await RealServer.StartAsync(new ServerParts
        {
            Log = log,
            Settings = new Dictionary<string, string>
            {
                ["Logging:LogLevel:Default"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
                ["Logging:LogLevel:Microsoft.AspNetCore.SignalR"] = "Trace",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
            },
        });
        await server.RegisterAsync("root");
        var ann = await server.RegisterAsync("ann", Password);
        var room = await TalkAsync(server, ann);
        await StumbleAsync(server, ann, room);
        var again = await server.SignInAsync("ann", Password);
        using (var http = server.Http(again))
        {
            var changed = await http.PostAsJsonAsync(
                AccountPaths.Password, new ChangePassword(Password, NewPassword), ChatJson.Default.ChangePassword, TestContext.Current.CancellationToken).Within();
            Assert.True(changed.IsSuccessStatusCode);
        }
        await server.StopAsync();

        Assert.Contains(log.Lines, line => line.Contains("Executing endpoint"));
        Assert.Contains(log.Lines, line => line.Contains("DbCommand"));
        foreach (var secret in (string[])[ann.Token, again.Token, "access_token", "?id=", "&id=", Secret, Password, NewPassword, "not her password"])
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Over every transport; the bare socket has its token in the query.</summary>
    private static async Task<Guid> TalkAsync(RealServer server, Visitor ann)
    {
        await using var socket = await RawSocket.GreetAsync(server.Address, ann.Token);
        var made = await socket.CallAsync("CreateRoom", $$"""{"request":"{{Guid.NewGuid()}}","name":"garden","topic":"{{Secret}}"}""");
        var room = made.GetProperty("value").GetProperty("room").GetGuid();
        foreach (var transport in (HttpTransportType[])[HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling])
        {
            await using var device = await RawDevice.ConnectAsync(server.Address, ann, transports: transport);
            await device.WatchAsync(room);
            var id = Guid.CreateVersion7();
            var posted = await device.CallAsync<PostResults>("PostMessages", new PostMessages { Room = room, Messages = [new NewMessage { Id = id, Text = Secret }] });
            Assert.Equal(PostStatus.Ok, posted.Value!.Results[0].Status);
            Assert.True((await device.CallAsync<Edited>("EditMessage",
                new EditMessage { Room = room, Id = id, Request = Guid.NewGuid(), Version = 1, Text = Secret + "!" })).Ok);
            Assert.True((await device.CallAsync<Done>("SetTopic", new SetTopic { Room = room, Topic = Secret + transport })).Ok);
            await device.EventAsync<ChangeSet>(set => set.Messages is not null);
        }
        return room;
    }

    /// <summary>What is refused or breaks is logged no more than what goes well.</summary>
    private static async Task StumbleAsync(RealServer server, Visitor ann, Guid room)
    {
        await using (var socket = await RawSocket.GreetAsync(server.Address, ann.Token))
        {
            await socket.CallAsync("PostMessages", $$"""{"room":"{{room}}","messages":[{"text":"{{Secret}}"}]}""");
            await socket.CallAsync("EditMessage", $$"""{"room":"{{room}}","id":5,"text":"{{Secret}}"}""");
            await socket.CallAsync(Secret.Replace(" ", "", StringComparison.Ordinal), "{}");
            await socket.SendAsync($$"""{"type":1,"target":"{{Secret}}","arguments":[{"text":"{{Secret}}""");
            await socket.UntilClosedAsync();
        }
        using var http = server.Http();
        var refused = await http.PostAsJsonAsync(
            AccountPaths.SignIn, new SignIn { UserName = "ann", Password = "not her password" }, ChatJson.Default.SignIn, TestContext.Current.CancellationToken).Within();
        Assert.False(refused.IsSuccessStatusCode);
        Assert.False((await http.GetAsync($"{Protocol.HubPath}?access_token={ann.Token[..^1]}_&id={Secret}", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        Assert.False((await http.GetAsync($"/api/nothing?access_token={ann.Token}", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    /// <summary>Every line of every category, with its scopes and values.</summary>
    private sealed class Everything : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public void Dispose()
        {
        }

        private sealed class Logger(Everything all, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all._scopes.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var parts = new List<string> { category, formatter(state, exception), exception?.ToString() ?? "" };
                if (state is IEnumerable<KeyValuePair<string, object?>> values) parts.AddRange(values.Select(v => $"{v.Key}={v.Value}"));
                all._scopes.ForEachScope((scope, list) => list.Add(scope is IEnumerable<KeyValuePair<string, object?>> more
                    ? string.Join(' ', more.Select(v => $"{v.Key}={v.Value}")) : $"{scope}"), parts);
                all.Lines.Enqueue(string.Join('\n', parts));
            }
        }
    }
}
