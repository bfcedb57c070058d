namespace Chat.Tests.Delivery;

/// <summary>What was posted to a room and how it came out: every acknowledged message is there, once, in its writer's order.</summary>
internal sealed class PostFacts(RoomFacts room, Verdict verdict)
{
    private readonly Dictionary<string, Post> _posts = [];

    public void Take(Posting posting) =>
        _posts[posting.Key] = new Post { Client = posting.Client, Sequence = posting.Sequence, Hash = posting.Hash };

    public void Take(Posted posted)
    {
        var post = _posts[posted.Key];
        switch (posted.Fate)
        {
            case PostFate.Unknown:
                verdict.Unknown++;
                break;
            case PostFate.Ok when post.Ok is { } before:
                if (before != (posted.Id, posted.Number, posted.At))
                    verdict.Add(Breach.AcknowledgementChanged, $"{posted.Key} was acknowledged as {before} and as {(posted.Id, posted.Number, posted.At)}.");
                break;
            case PostFate.Ok:
                verdict.Acknowledged++;
                post.Ok = (posted.Id!.Value, posted.Number!.Value, posted.At!.Value);
                if (post.Refusal is { } refusal) verdict.Add(Breach.AcknowledgementChanged, $"{posted.Key} was refused as {refusal}, then acknowledged.");
                break;
            case PostFate.Refused:
                verdict.Refused++;
                post.Refusal = posted.Code;
                if (post.Ok is not null) verdict.Add(Breach.AcknowledgementChanged, $"{posted.Key} was acknowledged, then refused as {posted.Code}.");
                break;
        }
    }

    public void Take(Reposted again)
    {
        if (again.Code is null) _posts[again.Key].AcceptedAgain = true;
    }

    public void Conclude()
    {
        foreach (var (key, post) in _posts) Conclude(key, post);
        foreach (var device in _posts.Where(p => p.Value.Number > 0).GroupBy(p => p.Value.Client))
        {
            var last = 0L;
            foreach (var (key, post) in device.OrderBy(p => p.Value.Sequence))
            {
                if (post.Number < last) verdict.Add(Breach.SenderOrder, $"{key} stands at number {post.Number} of room {room.Id}, one written before it at {last}.");
                last = Math.Max(last, post.Number);
            }
        }
    }

    private void Conclude(string key, Post post)
    {
        var seen = room.Messages.Find(key);
        if (post.Ok is { } ok)
        {
            post.Number = ok.Number;
            if (!room.Now.TryGetValue(ok.Id, out var now)) verdict.Add(Breach.Lost, $"{key}, acknowledged at number {ok.Number} of room {room.Id}, isn't there.");
            else if ((now.Number, now.At) != (ok.Number, ok.At))
                verdict.Add(Breach.AcknowledgementChanged, $"{key} was acknowledged at number {ok.Number}, time {ok.At}; room {room.Id} has it at {now.Number}, {now.At}.");
            else if (now is { Version: 1, Deleted: false } && now.Hash != post.Hash) verdict.Add(Breach.ContentChanged, $"{key} has another text than was written.");
            // After a deletion only author and room are compared, since the text is gone.
            if (post.AcceptedAgain && now is { Deleted: false }) verdict.Add(Breach.ConflictAccepted, $"The id of {key} was accepted for another text.");
        }
        else if (seen is not null)
        {
            post.Number = seen.Number;
            if (post.Refusal is { } refusal) verdict.Add(Breach.RefusedButThere, $"{key}, refused as {refusal}, is at number {seen.Number} of room {room.Id}.");
            else if (!room.Now.ContainsKey(seen.Id)) verdict.Add(Breach.Lost, $"{key}, seen at number {seen.Number} of room {room.Id}, isn't there any more.");
        }
    }

    private sealed class Post
    {
        public required string Client { get; init; }
        public required long Sequence { get; init; }
        public required long Hash { get; init; }
        public (Guid Id, long Number, long At)? Ok { get; set; }
        public string? Refusal { get; set; }
        public bool AcceptedAgain { get; set; }

        /// <summary>Where it stands; 0 when it doesn't, as far as anybody saw.</summary>
        public long Number { get; set; }
    }
}

/// <summary>Edits and deletions in a room: each edit makes the version after the one it is based on, and what was acknowledged shows.</summary>
internal sealed class ChangeFacts(RoomFacts room, Verdict verdict)
{
    private readonly Dictionary<(Guid Id, int Version), (Guid Request, long Hash)> _edits = [];
    private readonly HashSet<Guid> _deleted = [];

    public void Take(Edit edit)
    {
        if (edit.Fate != PostFate.Ok) return;
        if (edit.Version != edit.Based + 1)
            verdict.Add(Breach.StaleEditAccepted, $"An edit of {edit.Id} based on version {edit.Based} made version {edit.Version}.");
        if (!_edits.TryAdd((edit.Id, edit.Version!.Value), (edit.Request, edit.Hash)) && _edits[(edit.Id, edit.Version.Value)].Request != edit.Request)
            verdict.Add(Breach.StaleEditAccepted, $"Two edits of {edit.Id} made version {edit.Version}.");
    }

    public void Take(Deletion deletion)
    {
        if (deletion.Fate == PostFate.Ok) _deleted.Add(deletion.Id);
    }

    public void Conclude()
    {
        foreach (var ((id, version), (_, hash)) in _edits)
            if (room.Now.TryGetValue(id, out var now) && !now.Deleted && (now.Version < version || (now.Version == version && now.Hash != hash)))
                verdict.Add(Breach.ChangeLost, $"Version {version} of {id} was acknowledged, and isn't what room {room.Id} shows.");
        foreach (var id in _deleted)
            if (!room.Now.TryGetValue(id, out var now) || !now.Deleted)
                verdict.Add(Breach.ChangeLost, $"The deletion of {id} was acknowledged, and room {room.Id} does not show it.");
    }
}
