using System.Collections.Concurrent;
using Chat.Contracts;
using Chat.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>A feed that tampers with commits on their way to the real one.</summary>
internal sealed class BrokenFeed(ChangeFeed real, Action<ScopeCommit, Action<ScopeCommit>> instead) : IChangeFeed
{
    public void Publish(IReadOnlyCollection<ScopeCommit> commits)
    {
        foreach (var commit in commits) instead(commit, c => real.Publish([c]));
    }
}

internal static class BrokenFeeds
{
    /// <param name="make">Made once for each server.</param>
    public static void Feed(this IServiceCollection services, Func<IServiceProvider, Action<ScopeCommit, Action<ScopeCommit>>> make) =>
        services.AddSingleton<IChangeFeed>(s => new BrokenFeed(s.GetRequiredService<ChangeFeed>(), make(s)));

    /// <summary>Commits are sent by whichever thread gets there first.</summary>
    public static Action<ScopeCommit, Action<ScopeCommit>> TwoThreads() => (commit, publish) => _ = Task.Run(async () =>
    {
        if (Random.Shared.Next(3) == 0) await Task.Delay(15);
        publish(commit);
    });

    /// <summary>Now and then a commit of a room is lost, and the next pretends to begin where the lost one did.</summary>
    public static Action<ScopeCommit, Action<ScopeCommit>> AcrossGaps()
    {
        var lost = new ConcurrentDictionary<Scope, long>();
        return (commit, publish) =>
        {
            if (commit.Scope.Kind != ScopeKind.Room || commit.Evicted.Count > 0) publish(commit);
            else if (lost.TryRemove(commit.Scope, out var from)) publish(Copy(commit, from, []));
            else if (Random.Shared.Next(6) == 0) lost[commit.Scope] = commit.From;
            else publish(commit);
        };
    }

    /// <summary>Who was removed goes on getting the room's sets; or, merged, one set of the removal and of what came next.</summary>
    public static Action<ScopeCommit, Action<ScopeCommit>> ToTheRemoved(IServiceProvider services, bool merged)
    {
        var removed = new ConcurrentDictionary<Scope, (Guid[] People, ScopeCommit Removal)>();
        return (commit, publish) =>
        {
            publish(commit);
            if (commit.Evicted.Count > 0) removed[commit.Scope] = ([.. commit.Evicted], commit);
            else if (removed.TryGetValue(commit.Scope, out var to))
            {
                if (merged) removed.TryRemove(commit.Scope, out _);
                Send(services, to.People, merged ? Copy(commit, to.Removal.From, to.Removal.Rows) : commit);
            }
        };
    }

    private static ScopeCommit Copy(ScopeCommit commit, long from, IEnumerable<Row> before)
    {
        var copy = new ScopeCommit(commit.Scope, from, commit.Incarnation) { To = commit.To, Number = commit.Number };
        copy.Rows.AddRange([.. before, .. commit.Rows]);
        return copy;
    }

    private static void Send(IServiceProvider services, Guid[] people, ScopeCommit commit)
    {
        var set = new ChangeSet
        {
            Scope = commit.Scope.ToString(),
            From = commit.From,
            To = commit.To,
            Head = commit.To,
            Incarnation = commit.Incarnation,
            Number = commit.Number,
        };
        foreach (var ofKind in commit.Rows.GroupBy(r => r.Kind)) set = ofKind.Key.Put(set, [.. ofKind]);
        var message = new SerializedHubMessage(new InvocationMessage(nameof(IChatClient.Changes), [set]));
        foreach (var connection in people.SelectMany(services.GetRequiredService<ChatConnections>().Of)) connection.Send(message, 1_000);
    }
}
