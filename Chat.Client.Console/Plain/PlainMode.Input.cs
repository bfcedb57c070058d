namespace Chat.Client.Cli;

/// <summary>What is typed, or comes from a pipe.</summary>
internal sealed partial class PlainMode
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);
    private bool _inputEnded;
    private bool _refused;
    private ITimer? _endTimer;

    // The next line is read when the one before was acted upon: lines of a pipe are written for what those before them did.
    private async Task ReadInputAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!shell.InIsTerminal) await _ready.Task.WaitAsync(cancellationToken);
            while (await shell.In.ReadLineAsync(cancellationToken) is { } line)
            {
                var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Later(() => _ = TakeAsync(line, done));
                await done.Task.WaitAsync(cancellationToken);
            }

            Later(EndInput);
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
        catch (IOException e)
        {
            Later(() =>
            {
                _writer.Say("Standard input can't be read: " + e.Message);
                EndInput();
            });
        }
    }

    private async Task TakeAsync(string line, TaskCompletionSource done)
    {
        string? said;
        try
        {
            Touch();
            said = string.IsNullOrWhiteSpace(line) ? null : await ActAsync(line);
        }
        catch (Exception e)
        {
            // The conversation outlives whatever goes wrong in one command.
            said = "That did not work: " + e.Message;
        }

        Later(() =>
        {
            if (said is not null) _writer.Say(said);
            done.TrySetResult();
        });
    }

    private Task<string?> ActAsync(string line)
    {
        var (message, word, command, argument) = SlashCommands.Read(line);
        if (message is not null) return PostAsync(message);
        return command is null
            ? Task.FromResult<string?>($"There is no /{word}. /help shows all commands; // begins a message with a slash.")
            : command.RunAsync(this, argument);
    }

    private async Task<string?> PostAsync(string message)
    {
        if (_room is not { Id: var room }) return "No room is shown. /open NAME goes to one, /rooms lists them.";
        var state = chat.State;
        var posted = await chat.PostAsync(room, message);
        if (!posted.Ok)
        {
            _refused = true;
            return posted.Error!.Message;
        }

        // It is printed when it comes back from the server, as everybody sees it.
        return state.Connection == ConnectionState.Live ? null : "not connected" + PlainConnection.Waiting(chat.State);
    }

    private void Touch()
    {
        _touched = shell.Time.GetUtcNow();
        LookAtClock();
    }

    private void EndInput()
    {
        _inputEnded = true;
        _endTimer = shell.Time.CreateTimer(
            _ => Later(() =>
            {
                if (_code is null) _writer.Say("Not confirmed in time" + PlainConnection.Waiting(chat.State) + ": " + (chat.KeepsOutbox ? "it is kept on this machine, and goes out when chat is next connected." : "it could not be kept on this machine, and may be lost."));
                _code ??= Exit.Unreachable;
            }),
            null, LongestEnd, Timeout.InfiniteTimeSpan);
        EndWhenAllIsSaid(chat.State);
    }

    // Nothing waits any more, and what was sent was printed. A person who leaves doesn't wait for it.
    private void EndWhenAllIsSaid(ChatState state)
    {
        if (!_inputEnded || _code is not null) return;
        if (shell.InIsTerminal)
        {
            Quit();
            return;
        }

        var stuck = state.Outbox.Where(item => item.State is OutboxState.Refused or OutboxState.Unconfirmed).ToList();
        if (state.Outbox.Count > stuck.Count) return;
        if (_working > 0 || (_room is { } room && room.Newest < state.Heads.GetValueOrDefault(room.Id)?.Number)) return;
        _code = _refused || stuck.Exists(item => _toldStuck.Contains(item.Id)) ? Exit.Refused : Exit.Done;
    }
}
