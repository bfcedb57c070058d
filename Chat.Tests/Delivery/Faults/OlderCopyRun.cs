using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Delivery;

/// <summary>An operator puts an older copy of the database back, while clients hold what is newer.</summary>
internal sealed class OlderCopyRun : FaultRun
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(2);

    public override string Name => "older-copy";

    public override string What =>
        "the database replaced by an older copy while clients hold newer messages and have others waiting: all end with exactly what the server has, what waited is there once, and what follows is in order";

    public override async Task<RunResult> RunAsync(Scale scale, Action<string> tell, CancellationToken cancellationToken)
    {
        var rounds = scale == Scale.Long ? 10 : 2;
        var faults = new List<string>();
        await using var loaded = await LoadedServer.StartAsync(people: 4, rooms: 1);
        var room = loaded.Community.Rooms[0];
        var clients = new List<ChatConnection>();
        var waited = 0;
        try
        {
            foreach (var person in loaded.Community.People)
            {
                var store = Directory.CreateDirectory(Path.Combine(loaded.Folder, $"outbox-{person.Name}")).FullName;
                clients.Add(new ChatConnection(new ChatConnectionOptions { Server = loaded.Server.Address, Token = person.Token, Me = person.Person, StoreFolder = store }));
                await clients[^1].StartAsync(cancellationToken);
                clients[^1].Open(room);
            }
            for (var round = 1; round <= rounds; round++)
            {
                await SayAsync(clients, room, $"{round}: in the copy", 30);
                await loaded.Server.StopAsync();
                var copy = DatabaseFiles.Copy(loaded.Data, Path.Combine(loaded.Folder, $"copy-{round}"));
                await loaded.Server.StartAsync();
                await SayAsync(clients, room, $"{round}: after the copy", 25);

                await loaded.Server.KillAsync();
                var waiting = clients.SelectMany(client => Enumerable.Range(0, 5).Select(i => client.PostAndWaitAsync(room, $"{round}: while it was down {i} by {client.Options.Me}"))).ToList();
                waited += waiting.Count;
                DatabaseFiles.Copy(copy, loaded.Data);
                await loaded.Server.StartAsync();
                foreach (var posting in waiting)
                    if (await posting.WaitAsync(Never, cancellationToken) is not { Ok: true, Value.Status: PostStatus.Ok }) faults.Add($"Round {round}: what waited was not taken.");

                var held = await HeldAsync(loaded, room);
                if (held.GroupBy(m => m.Text).FirstOrDefault(g => g.Key.Length > 0 && g.Count() > 1) is { } twice) faults.Add($"Round {round}: '{twice.Key}' is there {twice.Count()} times.");
                if (held.Count(m => m.Text.Contains("while it was down", StringComparison.Ordinal)) != waited) faults.Add($"Round {round}: of what waited {held.Count(m => m.Text.Contains("while it was down", StringComparison.Ordinal))} of {waited} are there.");
                if (held.Any(m => m.Text.Contains("after the copy", StringComparison.Ordinal))) faults.Add($"Round {round}: the copy was not the older one.");
                foreach (var client in clients)
                {
                    ChatState? last = null;
                    var shows = await client.UntilStateAsync(s => Shows(last = s, room, held), Never);
                    if (shows is null) faults.Add($"Round {round}: {client.Options.Me} never showed what the server has, {held.Count} messages, but {Told(last, room)}.");
                }
                tell($"{round} of {rounds} copies put back");
            }
        }
        finally
        {
            foreach (var client in clients) await client.DisposeAsync();
        }
        // And from here on as ever.
        var recorder = await loaded.RecordAsync(perSecond: 10, shape: plan => plan with { Prefix = "after-" });
        await recorder.UntilAsync(counts => counts.Acknowledged > 50, Never);
        return new RunResult
        {
            Verdicts = [await loaded.JudgeAsync(Never)],
            Faults = faults,
            Figures =
            [
                new("copies put back", rounds),
                new("messages that waited meanwhile", waited),
            ],
        };
    }

    private static async Task SayAsync(List<ChatConnection> clients, Guid room, string what, int count)
    {
        var all = clients.SelectMany(client => Enumerable.Range(0, count).Select(i => client.PostAndWaitAsync(room, $"{what} {i} by {client.Options.Me}"))).ToList();
        foreach (var posting in all) Assert.True((await posting.WaitAsync(Never)).Ok);
    }

    private static async Task<List<Message>> HeldAsync(LoadedServer loaded, Guid room)
    {
        await using var device = await loaded.DeviceAsync(0);
        var messages = new List<Message>();
        for (long after = 0; ;)
        {
            var page = await Wire.Ok(device.ReadMessages(new ReadMessages { Room = room, After = after }));
            messages.AddRange(page.Messages);
            if (page.To <= after || page.Messages.Count == 0) return messages;
            after = page.To;
        }
    }

    private static string Told(ChatState? state, Guid room) =>
        state?.Rooms.GetValueOrDefault(room) is not { } shown
            ? $"no room ({state?.Connection})"
            : $"{shown.Number} ({state.Connection}, watching {shown.Watching}, {state.Outbox.Count} in the outbox, window {string.Join(' ', shown.Window)})";

    /// <summary>Whether the newest range of what a client shows is what the server has there.</summary>
    private static bool Shows(ChatState state, Guid room, List<Message> held)
    {
        if (state is not { Connection: ConnectionState.Live, Outbox.Count: 0 } || !state.Rooms.TryGetValue(room, out var shown)) return false;
        if (shown is not { Watching: Watching.Live, Window: [.., { To: null } newest] } || shown.Number != held.Count) return false;
        return shown.Messages.Where(m => m.Number >= newest.From).Select(m => (m.Number, m.Id, m.Text, m.Revision))
            .SequenceEqual(held.Where(m => m.Number >= newest.From).Select(m => (m.Number, m.Id, m.Text, m.Revision)));
    }
}

/// <summary>Waits for what a client shows.</summary>
internal static class ClientStates
{
    /// <returns>The state that is so; null when it never was.</returns>
    public static async Task<ChatState?> UntilStateAsync(this ChatConnection client, Func<ChatState, bool> isSo, TimeSpan never)
    {
        using var end = new CancellationTokenSource(never);
        try
        {
            await foreach (var state in client.ReadStatesAsync(end.Token))
                if (isSo(state)) return state;
        }
        catch (OperationCanceledException)
        {
            // Never.
        }
        return null;
    }
}
