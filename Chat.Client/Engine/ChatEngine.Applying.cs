using Chat.Contracts;

namespace Chat.Client;

internal sealed partial class ChatEngine
{
    private void Receive(ChangeSet set)
    {
        var scope = Find(set.Scope);
        if (scope is null or { Watching: Watching.No })
        {
            if (Scope.TryParse(set.Scope, out var parsed) && parsed.Kind == ScopeKind.Room)
                RaiseHead(parsed.Id, set.Head, set.Number, set.Room);
            return;
        }

        if (scope.Watching == Watching.Asking)
        {
            scope.Wait(set);
        }
        else if (!TryApply(scope, set))
        {
            scope.RaiseHead(set.Head);
            WatchAgain(scope);
        }
    }

    /// <summary>Applies a set to a scope.</summary>
    /// <returns>False: it begins after the cursor, and nothing was applied.</returns>
    private bool TryApply(WatchedScope scope, ChangeSet set)
    {
        var at = scope.Cursor?.Revision ?? 0;
        if (set.From > at) return false;
        scope.RaiseHead(set.Head);
        if (set.To > at) MergeRows(scope, set);
        if (scope is Room room) RaiseNumbers(room, set);
        if (set.To <= at) return true;
        scope.Cursor = new Cursor(set.To, set.Incarnation);
        Touch(scope);
        if (scope is not Room { Window.Ranges.Count: 0 } empty) return true;
        // The floor has risen above all that was held: there is no place to load from but a snapshot.
        empty.DropRows();
        WatchAgain(empty);
        return true;
    }

    private void TakeSnapshot(WatchedScope scope, ChangeSet set, long? messagesFrom)
    {
        if (scope is Room room)
        {
            room.DropRows();
            room.Window.Add(messagesFrom ?? set.Messages?.Min(message => (long?)message.Number) ?? ((set.Number ?? 0) + 1), null);
        }
        else if (scope == _person)
        {
            DropPersonRows();
        }

        MergeRows(scope, set);
        if (scope is Room snapped) RaiseNumbers(snapped, set);
        scope.RaiseHead(set.Head);
        scope.Cursor = new Cursor(set.To, set.Incarnation);
    }

    private void RaiseNumbers(Room room, ChangeSet set)
    {
        if (set.Number is { } number && (number > room.Number || room.NumberIsOld))
        {
            room.RaiseNumber(number);
            Touch(room);
        }

        RaiseHead(room.Id, set.Head, set.Number, room.Header);
    }

    private void MergeRows(WatchedScope scope, ChangeSet set)
    {
        foreach (var person in set.People ?? []) Merge(person);
        if (scope is Room room)
        {
            if (set.Room is { } header) room.Merge(header);
            foreach (var member in set.Members ?? [])
                if (room.Merge(member) && member.Role is not null) NotePerson(member.Person);
            foreach (var message in set.Messages ?? [])
                if (room.Merge(message)) Merged(room, message);
            ForgetSent(room);
        }
        else if (scope == _person)
        {
            foreach (var marker in set.Markers ?? []) Merge(marker);
            foreach (var membership in set.Memberships ?? []) Merge(membership);
        }
    }

    private void Merged(Room room, Message message)
    {
        room.Typing.Remove(message.Author);
        NotePerson(message.Author);
        if (message.DeletedBy is { } deleter) NotePerson(deleter);
    }
}
