using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private const int AgainDelay = 1_000;
    private const int LongestWatchDelay = 30_000;

    /// <summary>Whatever a server says, nothing is tried again sooner.</summary>
    private const int ShortestDelay = 100;

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

    /// <summary>
    /// After an answer that leaves something to ask: at once while answers lead on. Those of a server that is stuck don't, and
    /// from the second in a row on each is waited for longer.
    /// </summary>
    private void WatchOnward(WatchedScope scope, bool ledOn)
    {
        if (!ledOn) scope.Fruitless++;
        if (ledOn || scope.Fruitless < 2)
        {
            WatchAgain(scope);
            return;
        }

        scope.Watching = Watching.Asking;
        scope.AgainAt = _now + Math.Min(LongestWatchDelay, (long)(AgainDelay * Math.Pow(2, scope.Fruitless - 2)));
    }

    private static Cursor? LowestCursor(WatchedScope scope) => scope is Room room ? room.WatchCursor : scope.Cursor;

    private static bool LedOn(WatchedScope scope) => (LowestCursor(scope)?.Revision ?? -1) > scope.AskedFrom;

    /// <summary>Whether an answer says something about its scope, and brings the rows that it speaks of.</summary>
    private static bool IsWhole(WatchAnswer answer) => answer.Kind is WatchKinds.Snapshot or WatchKinds.Changes
        ? answer.Set?.Scope == answer.Scope
        : answer.Kind is WatchKinds.Reset or WatchKinds.NotFound;

    private void AskWatches()
    {
        foreach (var chunk in _wantedWatches.ToArray().Chunk(Math.Max(1, _limits.WatchItems)))
        {
            var request = new WatchRequest
            {
                Items = [.. chunk.Select(scope => new WatchItem
                {
                    Scope = scope.Name,
                    Cursor = LowestCursor(scope),
                })],
            };
            foreach (var scope in chunk)
            {
                scope.Watching = Watching.Asking;
                scope.Asked = request;
                scope.MayBeWatched = true;
                scope.AskedFrom = LowestCursor(scope)?.Revision ?? -1;
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

        WatchedScope[] asked = [.. scopes.Where(scope => scope.Asked == request)];
        var whole = answers.Answers.Where(IsWhole).ToList();
        // What doesn't fit is `later`; where nothing fits, the server is stuck.
        var someFitted = asked.Any(scope => whole.Exists(answer => answer.Scope == scope.Name));
        foreach (var scope in asked)
        {
            // One of the answers before it may have made it void.
            if (scope.Asked != request) continue;
            scope.Asked = null;
            Watched(scope, whole.Find(answer => answer.Scope == scope.Name), someFitted);
            Touch(scope);
            if (!_socket) return;
        }

        if (_connection == ConnectionState.Connecting && _person is { CaughtUp: true }) GoLive();
    }

    private void Watched(WatchedScope scope, WatchAnswer? answer, bool someFitted)
    {
        switch (answer)
        {
            case { Kind: WatchKinds.Snapshot, Set: { } set }:
                TakeSnapshot(scope, set, answer.MessagesFrom);
                scope.Accepted = true;
                Subscribed(scope);
                break;
            case { Kind: WatchKinds.Changes, Set: { } set }:
                // A room that isn't held has no window that changes could be for.
                if (scope is Room { Cursor: null } || !TryTakeChanges(scope, set))
                {
                    WatchOnward(scope, ledOn: false);
                    break;
                }

                scope.Accepted = true;
                Subscribed(scope);
                break;
            case { Kind: WatchKinds.Reset }:
                Reset(scope);
                WatchOnward(scope, ledOn: false);
                break;
            case { Kind: WatchKinds.NotFound }:
                NotFound(scope);
                break;
            default:
                WatchOnward(scope, someFitted);
                break;
        }
    }

    private bool TryTakeChanges(WatchedScope scope, ChangeSet set)
    {
        if (scope is Room room)
            foreach (var page in room.HeldPages) page.Apply(set);
        if (TryApply(scope, set)) return true;
        scope.RaiseHead(set.Head);
        return false;
    }

    private void Subscribed(WatchedScope scope)
    {
        var behind = false;
        if (scope is Room room)
        {
            behind = JoinPages(room);
            if (behind)
            {
                WatchOnward(room, LedOn(room));
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
            scope.Watching = Watching.Asking;
            WatchOnward(scope, LedOn(scope));
            return;
        }

        scope.Fruitless = 0;

        if (scope is not Room live) return;
        ForgetSent(live);
        live.NotFound = false;
        live.WantsMembers = !live.MembersLoaded && live.MembersPage is null;
    }

    /// <summary>When what failed is asked for again: as the server says, and never at once.</summary>
    private long AgainAt(Error? error) => _now + Math.Max(ShortestDelay, error?.RetryAfter ?? AgainDelay);

    private void Reset(WatchedScope scope)
    {
        scope.Cursor = null;
        scope.Head = 0;
        switch (scope)
        {
            case Room room:
                room.DropRows();
                room.ForgetNumber();
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
            if (error is not { Final: true }) scope.AgainAt = AgainAt(error);
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
