using Chat.Contracts;

namespace Chat.Tests.Delivery;

/// <summary>What a bare client wrote to one room: one call in flight, in order, the same ids and texts until each has a definite end.</summary>
internal sealed class WireOutbox(Guid room)
{
    private readonly LinkedList<(string Key, NewMessage Message)> _waiting = new();
    private int _sent;

    public Guid Room => room;

    public int Count => _waiting.Count;

    public void Add(string key, NewMessage message) => _waiting.AddLast((key, message));

    /// <summary>The next call; null when there is nothing to send or a call is in flight.</summary>
    public PostMessages? Next()
    {
        if (_sent > 0 || _waiting.Count == 0) return null;
        var messages = _waiting.Take(Limits.Default.PostMessages).Select(w => w.Message).ToList();
        _sent = messages.Count;
        return new PostMessages { Room = room, Messages = messages };
    }

    /// <summary>The call ended without an answer: all of it is unknown, and sent again as it was.</summary>
    public IReadOnlyList<string> Failed()
    {
        var keys = _waiting.Take(_sent).Select(w => w.Key).ToList();
        _sent = 0;
        return keys;
    }

    /// <summary>The call was answered: what has a definite end leaves.</summary>
    /// <returns>The messages that left, with their results.</returns>
    public IReadOnlyList<(string Key, NewMessage Message, PostResult Result)> Answered(PostResults results)
    {
        _sent = 0;
        var left = new List<(string, NewMessage, PostResult)>();
        foreach (var result in results.Results)
        {
            if (result.Status is not (PostStatus.Ok or PostStatus.Final) || _waiting.First is not { } first) break;
            if (first.Value.Message.Id != result.Id) throw new InvalidOperationException($"The result of {result.Id} came in the place of {first.Value.Message.Id}.");
            left.Add((first.Value.Key, first.Value.Message, result));
            _waiting.RemoveFirst();
        }
        return left;
    }
}
