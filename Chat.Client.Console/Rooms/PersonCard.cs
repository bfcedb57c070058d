using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Who somebody is and where one meets them, as far as it is known.</summary>
internal sealed record PersonCard
{
    public required Person Person { get; init; }

    /// <summary>Whether it is oneself, or how present they are.</summary>
    public string? Presence { get; private init; }

    /// <summary>What they are in the room that is shown.</summary>
    public string? Standing { get; private init; }

    /// <summary>The rooms that one has in common with them, by name; none: oneself, or it isn't known.</summary>
    public IReadOnlyList<RoomHeader>? Common { get; private init; }

    /// <summary>Why the rooms in common aren't known.</summary>
    public string? Problem { get; private init; }

    /// <summary>The name that is shown; what nobody else has stands behind it.</summary>
    public string Title => Person.DisplayName ?? Person.Name;

    public string UserName => "@" + Person.Name;

    /// <summary>Asks the server for the rooms in common; the rest is known.</summary>
    public static async Task<PersonCard> ReadAsync(ChatConnection chat, Person person, Guid? shown)
    {
        var isMe = person.Id == chat.State.Me;
        var common = isMe ? null : await chat.ReadCommonRoomsAsync(person.Id);
        var state = chat.State;
        return new PersonCard
        {
            Person = person,
            Presence = isMe ? "that is you" : PresenceOf(state, person.Id),
            Standing = shown is { } room && state.HeaderOf(room) is { } header ? StandingIn(state, header, person.Id, isMe, common?.Value) : null,
            Common = common?.Value is { } found
                ? [.. found.Rooms.Select(each => state.HeaderOf(each.Room)).OfType<RoomHeader>().OrderBy(each => each.Name, StringComparer.OrdinalIgnoreCase).ThenBy(each => each.Id)]
                : null,
            Problem = common?.Error?.Message,
        };
    }

    // Of a room that is followed and small enough, all who are not known to be here are not here.
    private static string? PresenceOf(ChatState state, Guid person)
    {
        var room = state.Rooms.Values.FirstOrDefault(each => each.Watching == Watching.Live && each.MemberCount <= state.Limits.PresenceMembers && each.Members.ContainsKey(person));
        return room is null ? null : room.Presence.GetValueOrDefault(person, PresenceStates.Offline);
    }

    private static string? StandingIn(ChatState state, RoomHeader room, Guid person, bool isMe, CommonRooms? common)
    {
        var role = isMe
            ? state.Memberships.GetValueOrDefault(room.Id)?.Role
            : state.Rooms.GetValueOrDefault(room.Id)?.Members.GetValueOrDefault(person)?.Role ?? common?.Rooms.FirstOrDefault(each => each.Room == room.Id)?.Role;
        return role switch
        {
            Roles.Owner => $"Owner of {room.Name}",
            not null => $"Member of {room.Name}",
            null when isMe || common is not null => $"Not in {room.Name}",
            null => null,
        };
    }
}
