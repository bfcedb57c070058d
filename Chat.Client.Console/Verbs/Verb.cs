using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What all verbs have in common.</summary>
internal static class Verb
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestHeads = TimeSpan.FromSeconds(20);

    /// <summary>Says what is wrong and answers the exit code for it.</summary>
    public static int Fail(this Shell shell, Error error)
    {
        shell.Complain(error.Message);
        return Exit.Of(error);
    }

    /// <summary>Signs in with what is kept, connects, and does the work once the connection is live.</summary>
    public static async Task<int> ConnectedAsync(
        Shell shell, Func<ChatConnection, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var found = await Session.FindAsync(shell, cancellationToken);
        if (!found.Ok) return shell.Fail(found.Error!);
        var session = found.Value!;

        // A plain request tells at once what the connection, which never gives up, would not: unreachable, or signed out.
        using (var http = session.Http())
        {
            var me = await new AccountApi(http).MeAsync(session.Token, cancellationToken);
            if (!me.Ok) return shell.Fail(me.Error!);
            if (session.Me is null) TokenOwners.Note(shell, session, me.Value!.Id);
            session = session with { Me = me.Value!.Id };
        }

        await using var chat = new ChatConnection(session.Options(shell, keep: false));
        await chat.StartAsync(cancellationToken);
        var live = await WithinAsync(LongestConnect, shell.Time, chat.WaitUntilLiveAsync, cancellationToken);
        if (live is null) return shell.Fail(NotReached(session.Server, chat.State.Problem));
        if (!live.Ok) return shell.Fail(live.Error!);
        if (Ways.Detour(chat.Transport) is { } detour) shell.Complain($"WebSocket is refused on the way; connected by {detour}.");
        return await work(chat, cancellationToken);
    }

    /// <summary>Does the work with this machine's outbox, whether or not the server can be reached.</summary>
    public static async Task<int> WithOutboxAsync(
        Shell shell, Func<ChatConnection, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        var found = await Session.FindAsync(shell, cancellationToken);
        if (!found.Ok) return shell.Fail(found.Error!);
        var session = found.Value!;
        if ((session.Me ?? TokenOwners.Find(shell, session)) is { } known) session = session with { Me = known };
        else
        {
            using var http = session.Http();
            var me = await new AccountApi(http).MeAsync(session.Token, cancellationToken);
            if (!me.Ok) return shell.Fail(Exit.Of(me.Error!) == Exit.Unreachable ? NotKnown(me.Error!) : me.Error!);
            TokenOwners.Note(shell, session, me.Value!.Id);
            session = session with { Me = me.Value.Id };
        }

        await using var chat = new ChatConnection(session.Options(shell, keep: true));
        await chat.StartAsync(cancellationToken);
        if (!chat.KeepsOutbox) return shell.Fail(NotKept(chat.OutboxNotice));
        if (chat.OutboxNotice is { } notice) shell.Complain(notice);
        return await work(chat, cancellationToken);
    }

    /// <summary>Waits until the headers of all one's rooms are there, which come right after the connection is live.</summary>
    /// <returns>Why they are not; none: they are there.</returns>
    private static async Task<Error?> HeadsAsync(Shell shell, ChatConnection chat, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(LongestHeads, shell.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            await foreach (var state in chat.ReadStatesAsync(limit.Token))
                if (state.Memberships.Keys.All(r => state.Heads.TryGetValue(r, out var head) && head.Header is not null)) return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below.
        }

        // A list that is too short can't be told from a whole one, and a name would mean another room.
        return new Error
        {
            Code = ClientErrors.Offline,
            Message = $"{ServerAddress.Show(chat.Options.Server)} did not tell of all your rooms in time.",
            Final = false,
        };
    }

    /// <summary>The room that is meant, or the error; the connection is live.</summary>
    public static async Task<Outcome<RoomHeader>> RoomAsync(Shell shell, ChatConnection chat, string text, CancellationToken cancellationToken)
    {
        if (await HeadsAsync(shell, chat, cancellationToken) is { } missing) return missing;
        return await RoomNames.FindAsync(chat, text, cancellationToken);
    }

    /// <summary>The rooms that are meant, each once, or the first error; the connection is live.</summary>
    public static async Task<Outcome<IReadOnlyList<RoomHeader>>> RoomsAsync(
        Shell shell, ChatConnection chat, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (await HeadsAsync(shell, chat, cancellationToken) is { } missing) return missing;
        var rooms = new List<RoomHeader>();
        foreach (var text in texts)
        {
            var found = await RoomNames.FindAsync(chat, text, cancellationToken);
            if (!found.Ok) return found.Error!;
            if (!rooms.Exists(room => room.Id == found.Value!.Id)) rooms.Add(found.Value!);
        }

        return rooms;
    }

    /// <summary>One's own rooms by name, all of them, or the error; the connection is live.</summary>
    public static async Task<Outcome<IReadOnlyList<RoomHeader>>> OwnRoomsAsync(Shell shell, ChatConnection chat, CancellationToken cancellationToken)
    {
        if (await HeadsAsync(shell, chat, cancellationToken) is { } missing) return missing;
        var state = chat.State;
        return new List<RoomHeader>(
            state.Memberships.Keys.Select(room => state.Heads.GetValueOrDefault(room)?.Header).OfType<RoomHeader>()
                .OrderBy(room => room.Name, StringComparer.OrdinalIgnoreCase).ThenBy(room => room.Id));
    }

    /// <summary>Awaits something for a while; none: it took longer.</summary>
    public static async Task<T?> WithinAsync<T>(
        TimeSpan time, TimeProvider clock, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        using var timer = new CancellationTokenSource(time, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // What may be lost is not begun: whoever reads the code then knows that nothing was sent, nor will be.
    private static Error NotKept(string? notice) => new()
    {
        Code = ClientErrors.Storage,
        Message = $"Nothing was sent, since nothing can be kept on this machine. {notice}",
        Final = false,
    };

    private static Error NotKnown(Error error) => error with
    {
        Message = $"{error.Message} Nothing was kept: whose CHAT_TOKEN is has never been asked from this machine. Run `chat rooms` with it once while the server can be reached.",
    };

    public static Error NotReached(Uri server, string? problem) => new()
    {
        Code = ClientErrors.Offline,
        Message = $"{ServerAddress.Show(server)} could not be reached in time.{(problem is null ? "" : " " + problem)}",
        Final = false,
    };
}
