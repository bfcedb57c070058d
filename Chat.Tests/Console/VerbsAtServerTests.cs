using System.Text.Json;
using Chat.Client.Cli;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

public sealed class VerbsAtServerTests : IAsyncLifetime
{
    private readonly TestShell _ann = new();
    private readonly TestShell _ben = new();
    private RealServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync();
        await _ann.RegisterAsync(_server, "ann");
        await _ben.RegisterAsync(_server, "ben");
    }

    public async ValueTask DisposeAsync()
    {
        _ann.Dispose();
        _ben.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_room_is_made_joined_written_to_and_read()
    {
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge", "--topic", "water"));
        Assert.True(Guid.TryParse(_ann.Out.ToString().Trim(), out var id));
        Assert.Equal(Exit.Done, await _ben.RunAsync("join", "#Gauge"));
        Assert.Equal(Exit.Done, await _ben.RunAsync("send", "gauge", "one", "two"));
        Assert.Equal(Exit.Done, await _ann.RunAsync("send", id.ToString("D"), "three"));
        _ben.In = "from\nstandard input\n";
        Assert.Equal(Exit.Done, await _ben.RunAsync("send", "gauge"));

        _ann.Out.GetStringBuilder().Clear();
        Assert.Equal(Exit.Done, await _ann.RunAsync("tail", "gauge", "--no-follow", "--json", "--since", "0"));
        var lines = _ann.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal([1, 2, 3, 4], lines.Select(l => l.GetProperty("number").GetInt64()));
        Assert.Equal(["", "one two", "three", "from\nstandard input"], lines.Select(l => l.GetProperty("text").GetString()!));
        Assert.Equal(["ann", "ben", "ann", "ben"], lines.Select(l => l.GetProperty("authorName").GetString()!));

        _ben.Out.GetStringBuilder().Clear();
        Assert.Equal(Exit.Done, await _ben.RunAsync("rooms", "--json"));
        Assert.Contains($"\"id\":\"{id:D}\",\"name\":\"gauge\",\"topic\":\"water\"", _ben.Out.ToString());
    }

    [Theory]
    [InlineData("@ann look")]
    [InlineData("@{0}")]
    public async Task A_message_that_begins_with_the_sign_of_a_person_is_no_file(string text)
    {
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge"));
        var file = Path.Combine(_ann.Home, "secret");
        await File.WriteAllTextAsync(file, "my password", TestContext.Current.CancellationToken);
        var said = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, file);
        Assert.Equal(Exit.Done, await _ann.RunAsync("send", "gauge", said));
        Assert.Equal(Exit.Done, await _ann.RunAsync("tail", "gauge", "--no-follow"));
        Assert.Contains($" ann: {said}\n", _ann.Out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("password", _ann.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("send", "nowhere", "hello")]
    [InlineData("join", "nowhere")]
    [InlineData("tail", "nowhere")]
    [InlineData("create", "   ")]
    public async Task What_the_server_refuses_ends_with_4(params string[] arguments)
    {
        Assert.Equal(Exit.Refused, await _ann.RunAsync(arguments));
        Assert.StartsWith("chat: ", _ann.Error.ToString());
    }

    [Fact]
    public async Task Writing_needs_joining()
    {
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge"));
        Assert.Equal(Exit.Refused, await _ben.RunAsync("send", "gauge", "hello"));
    }

    [Fact]
    public async Task Names_that_mean_two_rooms_are_not_guessed()
    {
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge"));
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge", "--private"));
        Assert.Equal(Exit.Refused, await _ann.RunAsync("send", "gauge", "hello"));
        Assert.Contains("2 rooms are called gauge", _ann.Error.ToString());
        foreach (var id in _ann.Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.Contains(id, _ann.Error.ToString());
    }

    [Fact]
    public async Task A_tail_outlives_its_server_and_the_next_one_goes_on_where_it_stopped()
    {
        Assert.Equal(Exit.Done, await _ann.RunAsync("create", "gauge"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var lines = new LineCounter();
        var tail = ChatCommand.RunAsync(_ann.Shell with { Out = lines }, ["tail", "gauge", "--json", "--since", "1"], stop.Token);
        await SendAsBenAsync(2, 4);
        await TestDeadline.UntilAsync(() => lines.Numbers.Count >= 3);
        await _server.RestartAsync();
        foreach (var shell in new[] { _ann, _ben }) shell.Environment["CHAT_SERVER"] = _server.Address.ToString();
        Assert.False(tail.IsCompleted);
        await stop.CancelAsync();
        Assert.Equal(130, await tail.Within());
        Assert.Equal([2, 3, 4], lines.Numbers);

        // The server came back on another port; what a script keeps is the last number.
        await SendAsBenAsync(5, 6);
        var rest = new LineCounter();
        Assert.Equal(Exit.Done, await ChatCommand.RunAsync(_ann.Shell with { Out = rest }, ["tail", "gauge", "--json", "--since", "4", "--no-follow"], TestContext.Current.CancellationToken).Within());
        Assert.Equal([5, 6], rest.Numbers);
    }

    private async Task SendAsBenAsync(int from, int to)
    {
        Assert.Equal(Exit.Done, await _ben.RunAsync("join", "gauge"));
        for (var number = from; number <= to; number++)
            Assert.Equal(Exit.Done, await _ben.RunAsync("send", "gauge", $"message {number}"));
    }

    /// <summary>Keeps the numbers of the JSON lines that are written to it.</summary>
    private sealed class LineCounter : StringWriter
    {
        private readonly List<long> _numbers = [];

        public IReadOnlyList<long> Numbers
        {
            get
            {
                lock (_numbers) return [.. _numbers];
            }
        }

        public override void WriteLine(string? value)
        {
            using var line = JsonDocument.Parse(value!);
            lock (_numbers) _numbers.Add(line.RootElement.GetProperty("number").GetInt64());
        }
    }
}
