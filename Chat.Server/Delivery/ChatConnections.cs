using System.Collections.Concurrent;

namespace Chat.Server;

/// <summary>The open connections, by id, person and session: so that finding somebody's devices never walks over everybody's.</summary>
public sealed class ChatConnections
{
    private readonly ConcurrentDictionary<string, ChatConnection> _all = new();
    private readonly ConcurrentDictionary<Guid, ChatConnection[]> _ofPerson = new();

    /// <summary>Every open connection.</summary>
    public IEnumerable<ChatConnection> All => _all.Select(c => c.Value);

    /// <summary>How many are open.</summary>
    public int Count => _all.Count;

    /// <summary>A person came online or went, or said how present they are.</summary>
    public event Action<Guid>? PersonChanged;

    /// <summary>The people with at least one connection.</summary>
    public IEnumerable<Guid> People => _ofPerson.Select(p => p.Key);

    public ChatConnection? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>The open connections of a person.</summary>
    public IReadOnlyList<ChatConnection> Of(Guid person) => _ofPerson.GetValueOrDefault(person, []);

    /// <summary>The open connections of a session.</summary>
    public IEnumerable<ChatConnection> OfSession(Guid person, Guid session) => Of(person).Where(c => c.Caller.Session == session);

    internal void Add(ChatConnection connection)
    {
        lock (_ofPerson)
        {
            _all[connection.Id] = connection;
            _ofPerson.AddOrUpdate(connection.Caller.Person, [connection], (_, others) => [.. others, connection]);
        }
        PersonChanged?.Invoke(connection.Caller.Person);
    }

    internal ChatConnection? Remove(string id)
    {
        ChatConnection? connection;
        lock (_ofPerson)
        {
            if (!_all.TryRemove(id, out connection)) return null;
            ChatConnection[] left = [.. Of(connection.Caller.Person).Where(other => other != connection)];
            if (left.Length > 0) _ofPerson[connection.Caller.Person] = left;
            else _ofPerson.TryRemove(connection.Caller.Person, out _);
        }
        PersonChanged?.Invoke(connection.Caller.Person);
        return connection;
    }

    /// <summary>A connection said how present its person is.</summary>
    internal void Tell(ChatConnection connection) => PersonChanged?.Invoke(connection.Caller.Person);
}
