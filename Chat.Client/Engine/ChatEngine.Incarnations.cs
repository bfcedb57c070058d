namespace Chat.Client;

internal sealed partial class ChatEngine
{
    /// <summary>
    /// Another run of the server: its database may have been put back. What a cursor covers, the server judges by it; what was
    /// told beside the cursors, heads and numbers and rows that lie ahead, nobody would ever take back.
    /// </summary>
    private void DoubtWhatLiesAhead()
    {
        AgeHeads();
        DoubtPeople();
        foreach (var scope in Scopes().Concat(_closed).ToArray())
        {
            scope.Head = 0;
            if (scope is Room room) Doubt(room);
            else if (scope == _person && PersonIsAhead()) Reset(scope);
        }
    }

    private void Doubt(Room room)
    {
        room.NumberIsOld = true;
        if (!room.IsAhead) return;
        room.DropRows();
        if (room.Opened) Touch(room);
        else Forget(room);
    }

    /// <summary>Whether rows are newer than the cursor: they answered a call, and the change itself never came.</summary>
    private bool PersonIsAhead() =>
        _person?.Cursor is { Revision: var revision }
        && (_markers.Values.Any(marker => marker.Revision > revision) || _memberships.Values.Any(held => held.Revision > revision));
}
