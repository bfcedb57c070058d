using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int WatchAgainDelay = 1_000;

    private readonly List<WatchedScope> _wantedWatches = [];

    /// <summary>The scope is asked for at the end of the input, with its cursor if it has one.</summary>
    private void WatchAgain(WatchedScope scope)
    {
        // Before the state is live only the person is watched; everything else is asked for then anyway.
        if (_connection != ConnectionState.Live && (!_welcomed || scope != _person)) return;
        scope.Asked = null;
        scope.AgainAt = null;
        scope.Grace = null;
        if (!_wantedWatches.Contains(scope)) _wantedWatches.Add(scope);
    }

    private void AskWatches()
    {
        foreach (var chunk in _wantedWatches.ToArray().Chunk(_limits.WatchItems))
        {
            var request = new WatchRequest
            {
                Items = [.. chunk.Select(scope => new WatchItem
                {
                    Scope = scope.Name,
                    Cursor = scope is Room room ? room.WatchCursor : scope.Cursor,
                })],
            };
            foreach (var scope in chunk)
            {
                scope.Watching = Watching.Asking;
                scope.Asked = request;
                scope.Overflowed = false;
                Touch(scope);
            }

            Ask<WatchAnswers>(
                nameof(IChatHub.Watch), request, outcome => Watched(chunk, request, outcome), () => NotWatched(chunk, request, null));
        }

        _wantedWatches.Clear();
    }

    private void Watched(WatchedScope[] scopes, WatchRequest request, Outcome<WatchAnswers> outcome)
    {
        if (outcome.Value is not { } answers)
        {
            NotWatched(scopes, request, outcome.Error);
            return;
        }

        foreach (var scope in scopes)
        {
            if (scope.Asked != request) continue;
            scope.Asked = null;
            Watched(scope, answers.Answers.FirstOrDefault(answer => answer.Scope == scope.Name));
            Touch(scope);
            if (!_socket) return;
        }

        if (_connection == ConnectionState.Connecting && _person is { Watching: Watching.Live }
            && !_wantedWatches.Contains(_person)) GoLive();
    }

    private void Watched(WatchedScope scope, WatchAnswer? answer)
    {
        switch (answer)
        {
            case { Kind: WatchKinds.Snapshot, Set: { } set }:
                TakeSnapshot(scope, set, answer.MessagesFrom);
                Subscribed(scope);
                break;
            case { Kind: WatchKinds.Changes, Set: { } set }:
                TakeChanges(scope, set);
                Subscribed(scope);
                break;
            case { Kind: WatchKinds.Reset }:
                Reset(scope);
                WatchAgain(scope);
                break;
            case { Kind: WatchKinds.NotFound }:
                NotFound(scope);
                break;
            default:
                WatchAgain(scope);
                break;
        }
    }

    private void TakeChanges(WatchedScope scope, ChangeSet set)
    {
        if (scope is Room room)
            foreach (var page in room.HeldPages) page.Apply(set);
        if (!TryApply(scope, set)) scope.RaiseHead(set.Head);
    }

    private void Subscribed(WatchedScope scope)
    {
        var behind = false;
        if (scope is Room room)
        {
            behind = JoinPages(room);
            if (behind)
            {
                WatchAgain(room);
                return;
            }
        }

        scope.Watching = Watching.Live;
        foreach (var set in scope.Waiting)
            if (!TryApply(scope, set)) scope.RaiseHead(set.Head);
        scope.Waiting.Clear();
        scope.Overflowed = false;
        if (!scope.CaughtUp)
        {
            WatchAgain(scope);
            return;
        }

        if (scope is not Room live) return;
        ForgetSent(live);
        live.NotFound = false;
        live.WantsMembers = !live.MembersLoaded && live.MembersPage is null;
    }

    private void Reset(WatchedScope scope)
    {
        scope.Cursor = null;
        scope.Head = 0;
        switch (scope)
        {
            case Room room:
                room.DropRows();
                room.Number = 0;
                AgeHead(room.Id);
                break;
            case var _ when scope == _everybody:
                ReadPeopleAgain();
                break;
            default:
                DropPersonRows();
                break;
        }
    }

    private void NotFound(WatchedScope scope)
    {
        if (scope is Room room) Lose(room);
        else if (scope == _person) Disconnect("The server does not know this account any more.");
        else scope.Watching = Watching.No;
    }

    private void NotWatched(WatchedScope[] scopes, WatchRequest request, Error? error)
    {
        foreach (var scope in scopes)
        {
            if (scope.Asked != request) continue;
            if (scope == _person && _connection == ConnectionState.Connecting)
            {
                Disconnect(error?.Message ?? "The server did not tell the memberships.", error?.RetryAfter ?? 0);
                return;
            }

            scope.StopWatching();
            if (error is not { Final: true }) scope.AgainAt = _now + (error?.RetryAfter ?? WatchAgainDelay);
            Touch(scope);
        }
    }

    private void CheckWatch(WatchedScope scope)
    {
        if (scope.AgainAt <= _now) WatchAgain(scope);
        if (scope.Grace is not { } grace || grace.At > _now) return;
        scope.Grace = null;
        if (scope.Watching == Watching.Live && (scope.Cursor?.Revision ?? 0) < grace.Revision) WatchAgain(scope);
    }
}
