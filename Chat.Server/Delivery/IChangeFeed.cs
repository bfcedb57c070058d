namespace Chat.Server;

/// <summary>Where commits go to be sent. A seam: with several nodes, a bus stands here; in tests, a faulty one.</summary>
public interface IChangeFeed
{
    /// <summary>Takes what a transaction changed, in commit order, and returns at once.</summary>
    void Publish(IReadOnlyCollection<ScopeCommit> commits);
}
