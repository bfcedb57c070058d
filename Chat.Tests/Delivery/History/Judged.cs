namespace Chat.Tests.Delivery;

/// <summary>What the checker said of something that was broken on purpose.</summary>
/// <param name="Name">What is broken.</param>
/// <param name="IsCaught">Whether it found the breach that this must show.</param>
/// <param name="Verdict">All that it found.</param>
internal sealed record Judged(string Name, bool IsCaught, Verdict Verdict)
{
    public override string ToString() =>
        $"{(IsCaught ? "caught" : "MISSED")}  {Name}: {string.Join(", ", Verdict.Breaches.Select(b => $"{b} {Verdict.Count(b)}"))}";
}
