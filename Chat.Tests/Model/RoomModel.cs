using Chat.Contracts;

namespace Chat.Tests.Model;

/// <summary>What a room must be after a history, written down from the contract and nothing else.</summary>
internal sealed class RoomModel(bool isPrivate, int people)
{
    public bool Private { get; } = isPrivate;

    /// <summary>By number, from 1.</summary>
    public List<Line> Lines { get; } = [new(Guid.Empty, 0, "")];

    public string?[] Roles { get; } = [Contracts.Roles.Owner, .. new string?[people - 1]];

    /// <summary>Whether somebody was ever a member.</summary>
    public bool[] Were { get; } = [true, .. new bool[people - 1]];

    public (long Number, long Generation)[] Markers { get; } = [(1, 1), .. new (long, long)[people - 1]];

    public bool Reads(int who) => !Private || Roles[who] is not null;

    /// <summary>Why somebody who isn't a member may not act; null when they are one.</summary>
    public string? NotIn(int who) => !Reads(who) ? ErrorCodes.NotFound : Roles[who] is null ? ErrorCodes.NotMember : null;

    public bool IsLastOwner(int who) => Roles[who] == Contracts.Roles.Owner &&
        Roles.Where((role, i) => i != who && role is not null).ToList() is { Count: > 0 } others && !others.Contains(Contracts.Roles.Owner);

    public void Post(int who, Guid id, string text, long? seen)
    {
        Lines.Add(new Line(id, who, text));
        var (read, generation) = Markers[who];
        var shown = Math.Max(read, Math.Min(seen ?? 0, Lines.Count - 1));
        Markers[who] = (shown == Lines.Count - 1 ? Lines.Count : shown, generation);
    }

    public void Enter(int who)
    {
        if (Roles[who] is not null) return;
        (Roles[who], Were[who]) = (Contracts.Roles.Member, true);
        Markers[who] = (Lines.Count, Markers[who].Generation + 1);
    }

    public void Mark(int who, long number, bool unread)
    {
        var clamped = Math.Clamp(number, 0, Lines.Count);
        var (old, generation) = Markers[who];
        Markers[who] = unread ? (clamped, generation + 1) : (Math.Max(old, clamped), generation);
    }

    /// <summary>A message, or a notice, whose text stands empty.</summary>
    internal sealed record Line(Guid Id, int Author, string Text, int Version = 1, int? DeletedBy = null)
    {
        public bool IsNotice => Id == Guid.Empty;
    }
}
