using System.Text.Json.Serialization;

namespace Chat.Tests.Delivery;

/// <summary>What a recorder's clients shall do. JSON on the recorder's standard input, in one line.</summary>
public sealed record LoadPlan
{
    /// <summary>The server's address; a proxy may stand there.</summary>
    public required Uri Server { get; init; }

    /// <summary>The file that the history is appended to.</summary>
    public required string HistoryFile { get; init; }

    /// <summary>The folder for the outboxes of real clients.</summary>
    public required string StoreFolder { get; init; }

    public required IReadOnlyList<PlannedClient> Clients { get; init; }

    /// <summary>Begins every message's key, so that several recorders may write to one room.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What the random choices are made from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The length of a text, in bytes; never less than its key takes.</summary>
    public int MessageBytes { get; init; } = 60;

    /// <summary>How many messages each sender writes; none: until it is told to finish.</summary>
    public int? Messages { get; init; }

    // Shares: how many of the other acts come to one message. Bare clients alone do them.

    public double EditShare { get; init; }
    public double DeleteShare { get; init; }

    /// <summary>An acknowledged message is sent again, with the same text or with another.</summary>
    public double ResendShare { get; init; }

    /// <summary>The read marker is moved up.</summary>
    public double MarkShare { get; init; }

    /// <summary>The client of <see cref="PlannedClient.Removes"/> removes somebody from its room, or lets them in again.</summary>
    public double RemoveShare { get; init; }
}

/// <summary>A client of a plan.</summary>
public sealed record PlannedClient
{
    /// <summary>Unique in the plan.</summary>
    public required string Name { get; init; }

    public required string Token { get; init; }
    public required Guid Person { get; init; }

    /// <summary>The rooms that it watches and, when it sends, writes to.</summary>
    public required IReadOnlyList<Guid> Rooms { get; init; }

    /// <summary>It speaks the wire's language itself; else it is a <c>Chat.Client</c> with its outbox on disk.</summary>
    public bool Bare { get; init; }

    /// <summary>Messages a second; 0: it only looks on.</summary>
    public double PerSecond { get; init; }

    /// <summary>Whom this client, the owner of its rooms, removes and lets in again.</summary>
    public IReadOnlyList<Guid> Removes { get; init; } = [];
}

/// <summary>How far a recorder is.</summary>
/// <param name="Acknowledged">Messages that the server has acknowledged.</param>
/// <param name="InFlight">Messages written that have no definite end yet.</param>
/// <param name="Unknown">Calls that ended without one, so far.</param>
/// <param name="Refused">Messages that were refused for good.</param>
public sealed record LoadCounts(long Acknowledged, long InFlight, long Unknown, long Refused);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LoadPlan))]
[JsonSerializable(typeof(LoadCounts))]
internal sealed partial class PlanJson : JsonSerializerContext;
