using System.Globalization;

namespace Chat.Client.Cli;

/// <summary>Tells how the connection fares, once for each change.</summary>
internal sealed class PlainConnection(PlainWriter writer, ChatConnection chat)
{
    private bool _wasLive;
    private bool? _live;
    private string? _told;
    private string? _detour;

    public void Follow(ChatState state)
    {
        var live = state.Connection == ConnectionState.Live;
        if (live && _live != true)
        {
            writer.Say((_wasLive ? "connected again" : $"connected{(state.Me is { } me ? " as " + state.NameOf(me) : "")}") + Detour());
            (_wasLive, _live, _told) = (true, true, null);
        }
        else if (!live && _live == true)
        {
            _live = false;
            writer.Say("reconnecting" + Waiting(state));
        }
        else if (!live && !_wasLive && state.Problem is { } problem && _told is null)
        {
            _told = problem;
            writer.Say($"offline: {problem}{Waiting(state)}");
        }
    }

    // Once for each way that it takes.
    private string Detour()
    {
        var before = _detour;
        _detour = Ways.Detour(chat.Transport);
        return _detour is { } detour && detour != before ? $" by {detour}, as WebSocket is refused on the way" : "";
    }

    /// <summary>How many messages wait, after a comma; nothing when none do.</summary>
    public static string Waiting(ChatState state)
    {
        var count = state.Outbox.Count(item => item.State is OutboxState.Waiting or OutboxState.Sending);
        return count switch
        {
            0 => "",
            1 => ", 1 message waits",
            _ => string.Create(CultureInfo.InvariantCulture, $", {count} messages wait"),
        };
    }
}
