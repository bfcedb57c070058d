using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Where slash commands are given and what they act on: the full screen, or the plain lines.</summary>
internal interface ICommandPlace
{
    ChatConnection Chat { get; }

    /// <summary>The room that is shown.</summary>
    Guid? Room { get; }

    /// <summary>What is known of the room that is shown.</summary>
    RoomHeader? Header { get; }

    /// <summary>The moment, and the reader's time zone.</summary>
    DateTimeOffset Now { get; }

    TimeZoneInfo Zone { get; }

    /// <summary>Runs in the thread of the place, soon. May be called from any thread.</summary>
    void Later(Action action);

    /// <summary>Shows a room.</summary>
    void Open(Guid room);

    /// <summary>Shows another room than the one that was left.</summary>
    void OpenAfterLeaving(Guid room);

    /// <summary>Shows a message of the room by its number; none: the newest.</summary>
    void ShowNumber(Guid room, long? number);

    /// <summary>Shows messages older than those shown.</summary>
    void ShowOlder();

    /// <summary>One's own newest message in the room that is shown; none: it isn't held, or was deleted.</summary>
    Message? LastOwn();

    void ShowMembers();

    /// <summary>Shows who somebody is.</summary>
    void ShowPerson(PersonCard card);

    /// <summary>Shows rooms with a text in their names.</summary>
    void ShowGoTo(string query);

    /// <summary>Shows all commands.</summary>
    void ShowHelp();

    /// <summary>Asks for the passwords and changes it.</summary>
    void AskPassword();

    /// <summary>Tries again what was refused in this room; answers how many.</summary>
    int RetryAll();

    /// <summary>Throws away what was refused in this room; answers how many.</summary>
    int DiscardAll();

    /// <summary>Lets the room that is shown notify, or not; answers a sentence.</summary>
    string Mute(bool muted);

    /// <summary>Puts the room that is shown among the favourites, or takes it out; answers a sentence.</summary>
    string Favourite(bool favourite);

    /// <summary>Marks a room as read.</summary>
    void MarkRead(Guid room);

    /// <summary>Leaves the client.</summary>
    void Quit();
}
