using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Follows all rooms that one is in: from the moment at which one joins, and until one leaves.</summary>
/// <param name="chat">A live connection.</param>
/// <param name="tail">Follows a room after a number; none: from where it was left, or its end.</param>
internal sealed class OwnRooms(ChatConnection chat, Func<RoomHeader, long?, CancellationToken, Task<int>> tail)
{
    private readonly Dictionary<Guid, CancellationTokenSource> _followed = [];
    private readonly List<Task<int>> _tails = [];

    /// <summary>Follows until the session ends, or a room can't be followed for a reason of this machine.</summary>
    /// <param name="begun">The rooms that one is in now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code of each room.</returns>
    public async Task<int[]> RunAsync(IReadOnlyList<RoomHeader> begun, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var room in begun) Follow(room, null, over);
        try
        {
            await foreach (var state in chat.ReadStatesAsync(over.Token))
            {
                // Each room tells of it as well, and ends.
                if (state.Connection is ConnectionState.SignedOut or ConnectionState.UpgradeRequired) break;
                foreach (var room in _followed.Keys.Where(room => !state.Memberships.ContainsKey(room)).ToList()) await LeaveAsync(room);
                foreach (var room in state.Memberships.Keys.Where(room => !_followed.ContainsKey(room)).ToList())
                {
                    // The marker of a room is set to its end when one joins: what was said since is not missed.
                    if (state.Heads.GetValueOrDefault(room)?.Header is { } header && state.Markers.TryGetValue(room, out var joined)) Follow(header, joined.Number, over);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Whatever ended it comes out below.
        }

        var codes = await Task.WhenAll(_tails);
        foreach (var left in _followed.Values) left.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return codes.Length > 0 || chat.State.Connection != ConnectionState.SignedOut ? codes : [Exit.NotSignedIn];
    }

    private void Follow(RoomHeader room, long? since, CancellationTokenSource over)
    {
        var left = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
        _followed[room.Id] = left;
        _tails.Add(UntilLeftAsync(tail(room, since, left.Token), left, over));
    }

    private async Task LeaveAsync(Guid room)
    {
        // Its tail may have ended first, by finding that the room can't be read any more.
        _followed.Remove(room, out var left);
        await left!.CancelAsync();
        left.Dispose();
    }

    private static async Task<int> UntilLeftAsync(Task<int> followed, CancellationTokenSource left, CancellationTokenSource over)
    {
        try
        {
            return await followed;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested && !over.IsCancellationRequested)
        {
            return Exit.Done;
        }
        catch
        {
            await over.CancelAsync();
            throw;
        }
    }
}
