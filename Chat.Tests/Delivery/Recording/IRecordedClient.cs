namespace Chat.Tests.Delivery;

/// <summary>A client whose doings and sightings go into a history.</summary>
internal interface IRecordedClient : IAsyncDisposable
{
    PlannedClient Plan { get; }

    /// <summary>Begins to connect.</summary>
    Task StartAsync();

    /// <summary>Writes a message into the outbox, and does what else the plan has for its turn.</summary>
    void Act();

    /// <summary>What it wrote that has no definite end yet.</summary>
    int Waiting { get; }

    /// <summary>Whether it holds a room as a fresh reader was told it, or knows that the room isn't for it.</summary>
    bool IsAt(FreshView fresh);

    /// <summary>Writes what it holds into the history.</summary>
    Task WriteViewsAsync();

    /// <summary>Ends when it knows of its own person what the server knew after this call.</summary>
    Task SettleAsync();
}
