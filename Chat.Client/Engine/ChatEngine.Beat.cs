using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>A set may be on its way when the beat tells of it.</summary>
    private const int GraceTime = 500;

    private void Receive(Beat beat)
    {
        if (beat.NoAnswer != true) AnswerBeat();
        var listed = new HashSet<string>();
        foreach (var head in beat.Watched)
        {
            listed.Add(head.Scope);
            if (Find(head.Scope) is { Watching: not Watching.No } scope) Compare(scope, head.Revision);
        }

        foreach (var scope in Scopes())
            if (scope.Watching == Watching.Live && !listed.Contains(scope.Name)) WatchAgain(scope);

        Receive(beat.Rooms ?? []);
    }

    private void Compare(WatchedScope scope, long revision)
    {
        if (scope is Room room) RaiseHead(room.Id, revision, null, null);
        var at = scope.Cursor?.Revision ?? 0;
        if (scope.Watching == Watching.Live && revision < at)
        {
            // The database went back.
            scope.Accepted = false;
            WatchAgain(scope);
            return;
        }

        scope.RaiseHead(revision);
        if (scope.Watching == Watching.Live && revision > at) scope.Grace ??= (_now + GraceTime, revision);
    }
}
