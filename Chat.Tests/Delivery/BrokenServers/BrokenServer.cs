using System.Collections.Concurrent;
using Chat.Contracts;
using Chat.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>The real server with one part of it replaced by a broken one.</summary>
/// <param name="Name">What it does wrong.</param>
/// <param name="Shows">The breaches of which a checker must find one.</param>
internal sealed record BrokenServer(string Name, params Breach[] Shows)
{
    /// <summary>Replaces services.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    /// <summary>Breaks the database instead: run once before anybody writes.</summary>
    public string? Sql { get; init; }

    /// <summary>It shows only over a restart.</summary>
    public bool Restarts { get; init; }

    public static IReadOnlyList<BrokenServer> All { get; } =
    [
        new("Acknowledges before the commit, and some commits never come", Breach.Lost, Breach.AcknowledgementChanged)
        {
            Parts = parts => parts.Posts(async call =>
            {
                var guess = await call.GuessAsync();
                if (Random.Shared.Next(5) > 0)
                    _ = call.Get<RoomLog>().RunAsync(new PostMessagesChange(call.Caller, call.Request, call.Get<ChatDatabase>().HashKey, call.Get<PostRates>()));
                return guess;
            }),
        },
        new("Acknowledges a batch that was rolled back", Breach.Lost, Breach.AcknowledgementChanged)
        {
            Sql = "CREATE TRIGGER Break BEFORE INSERT ON Messages WHEN abs(random()) % 6 = 0 BEGIN SELECT RAISE(ABORT, 'broken'); END;",
            Parts = parts => parts.Posts(async call => await call.Next(call.Request) is { Ok: true } ok ? ok : await call.GuessAsync()),
        },
        new("Remembers ids in memory only", Breach.Doubled, Breach.AcknowledgementChanged)
        {
            Restarts = true,
            Parts = parts =>
            {
                var known = new ConcurrentDictionary<Guid, bool>();
                parts.Posts(async call =>
                {
                    var ids = call.Request.Messages.Select(m => m.Id).ToList();
                    var forgotten = await call.ReadAsync(db => db.Messages.Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToListAsync());
                    var others = forgotten.Where(id => !known.ContainsKey(id)).ToDictionary(id => id, _ => Guid.NewGuid());
                    foreach (var id in ids) known[id] = true;
                    var messages = call.Request.Messages.Select(m => m with { Id = others.GetValueOrDefault(m.Id, m.Id) }).ToList();
                    var outcome = await call.Next(call.Request with { Messages = messages });
                    return outcome.Value is { } value ? new PostResults { Results = [.. value.Results.Select((r, i) => r with { Id = ids[i] })] } : outcome;
                });
            },
        },
        new("Checks membership before it looks the id up", Breach.AcknowledgementChanged)
        {
            Parts = parts => parts.Posts(async call =>
                await call.ReadAsync(db => db.Members.AnyAsync(m => m.RoomId == call.Request.Room && m.PersonId == call.Caller.Person && m.Role != null))
                    ? await call.Next(call.Request)
                    : new PostResults { Results = [.. call.Request.Messages.Select(m => new PostResult { Id = m.Id, Status = PostStatus.Final, Error = Refusals.NotMember })] }),
        },
        new("Checks no membership in the commit", Breach.AcceptedAfterRemoval)
        {
            Parts = parts => parts.Posts(async call =>
            {
                var swapped = await call.SwapRoleAsync(call.Request.Room, null, Roles.Member);
                var outcome = await call.Next(call.Request);
                if (swapped) await call.SwapRoleAsync(call.Request.Room, Roles.Member, null);
                return outcome;
            }),
        },
        new("Stores a batch in another order", Breach.SenderOrder)
        {
            Parts = parts => parts.Posts(async call =>
            {
                // Long enough for the client's queue to have more than one.
                await Task.Delay(40);
                var outcome = await call.Next(call.Request with { Messages = [.. call.Request.Messages.Reverse()] });
                return outcome.Value is { } value ? new PostResults { Results = [.. value.Results.Reverse()] } : outcome;
            }),
        },
        new("Acknowledges a retry with the time of the retry", Breach.AcknowledgementChanged)
        {
            Parts = parts => parts.Results(r => r.At is { } at ? r with { At = at + Random.Shared.Next(2, 1_000) } : r),
        },
        new("Accepts an id again for another text", Breach.ConflictAccepted)
        {
            Parts = parts => parts.Results(r => r is { Error.Code: ErrorCodes.Conflict } ? new PostResult { Id = r.Id, Status = PostStatus.Ok, Number = 1, At = 1 } : r),
        },
        new("Refuses what it has stored", Breach.RefusedButThere, Breach.AcknowledgementChanged)
        {
            Parts = parts => parts.Results(r => r.Number % 4 == 0 ? new PostResult { Id = r.Id, Status = PostStatus.Final, Error = Refusals.NotMember } : r),
        },
        new("Accepts an edit of an older text", Breach.StaleEditAccepted)
        {
            Parts = parts => parts.With<EditMessage, Edited>(nameof(IChatHub.EditMessage), async call =>
                await call.Next(call.Request) is { Error: { Code: ErrorCodes.Stale, Current: { } current } }
                    ? await call.Next(call.Request with { Version = current.Version })
                    : new Edited(call.Request.Version + 1)),
        },
        new("Acknowledges an edit without making it", Breach.ChangeLost)
        {
            Parts = parts => parts.With<EditMessage, Edited>(nameof(IChatHub.EditMessage), call => Task.FromResult<Outcome<Edited>>(new Edited(call.Request.Version + 1))),
        },
        new("Acknowledges a deletion without making it", Breach.ChangeLost)
        {
            Parts = parts => parts.With<DeleteMessage, Done>(nameof(IChatHub.DeleteMessage), _ => Task.FromResult<Outcome<Done>>(Done.Value)),
        },
        new("Tells a member that the room is not there", Breach.ViewDiffers)
        {
            // The owner sees it, and so tells the others' loss; one of the others is never removed.
            Parts = parts => parts.With<WatchRequest, WatchAnswers>(nameof(IChatHub.Watch), async call =>
            {
                var outcome = await call.Next(call.Request);
                var owner = await call.ReadAsync(db => db.Members.AnyAsync(m => m.PersonId == call.Caller.Person && m.Role == Roles.Owner));
                if (owner || outcome.Value is not { } value) return outcome;
                return new WatchAnswers
                {
                    Answers = [.. value.Answers.Select(a => Scope.TryParse(a.Scope, out var scope) && scope.Kind == ScopeKind.Room ? new WatchAnswer { Scope = a.Scope, Kind = WatchKinds.NotFound } : a)],
                };
            }),
        },
        new("Leaves a row out of a catch-up", Breach.ViewDiffers)
        {
            Parts = parts =>
            {
                // So that there is something to catch up with.
                parts.Feed(_ => (commit, publish) =>
                {
                    if (commit.Scope.Kind != ScopeKind.Room || Random.Shared.Next(4) > 0) publish(commit);
                });
                parts.With<WatchRequest, WatchAnswers>(nameof(IChatHub.Watch), async call => await call.Next(call.Request) is { Value: { } value }
                    ? new WatchAnswers { Answers = [.. value.Answers.Select(a => a is { Kind: WatchKinds.Changes, Set.Messages.Count: > 0 } ? a with { Set = a.Set with { Messages = [.. a.Set.Messages.Skip(1)] } } : a)] }
                    : Refusals.Busy);
            },
        },
        new("Leaves a row out of a page", Breach.Hole, Breach.Lost)
        {
            Parts = parts => parts.With<ReadMessages, MessagesPage>(nameof(IChatHub.ReadMessages), async call => await call.Next(call.Request) is { Value: { } page }
                ? page with { Messages = [.. page.Messages.SkipLast(1)] }
                : Refusals.NotFound),
        },
        new("Names an incarnation that did not write the revision", Breach.IncarnationMixed)
        {
            Parts = parts => parts.With<WatchRequest, WatchAnswers>(nameof(IChatHub.Watch), async call => await call.Next(call.Request) is { Value: { } value }
                ? new WatchAnswers { Answers = [.. value.Answers.Select(a => a.Set is { } set ? a with { Set = set with { Incarnation = $"{Guid.NewGuid():N}" } } : a)] }
                : Refusals.Busy),
        },
        new("Sends from two threads", Breach.Reordered) { Parts = parts => parts.Feed(_ => BrokenFeeds.TwoThreads()) },
        new("Advances the cursor across a gap", Breach.ViewDiffers) { Parts = parts => parts.Feed(_ => BrokenFeeds.AcrossGaps()) },
        new("Goes on sending to who was removed", Breach.DeliveredAfterRemoval) { Parts = parts => parts.Feed(s => BrokenFeeds.ToTheRemoved(s, merged: false)) },
        new("Merges a set across a removal", Breach.DeliveredAfterRemoval) { Parts = parts => parts.Feed(s => BrokenFeeds.ToTheRemoved(s, merged: true)) },
        new("Takes numbers outside the transaction", Breach.Hole)
        {
            Sql = "CREATE TRIGGER Break AFTER UPDATE ON Scopes WHEN NEW.Number > OLD.Number AND NEW.Number % 7 = 0 BEGIN UPDATE Scopes SET Number = NEW.Number + 1 WHERE Kind = NEW.Kind AND Id = NEW.Id; END;",
        },
        new("Deletes a row instead of emptying it", Breach.Lost, Breach.Hole)
        {
            Sql = "CREATE TRIGGER Break AFTER UPDATE ON Messages WHEN NEW.DeletedBy IS NOT NULL BEGIN DELETE FROM Messages WHERE RoomId = NEW.RoomId AND Number = NEW.Number; END;",
        },
        new("Counts a read marker up", Breach.MarkerDrifted)
        {
            Sql = "CREATE TRIGGER Break AFTER UPDATE ON Markers WHEN NEW.Generation = OLD.Generation BEGIN UPDATE Markers SET Number = NEW.Number + 1 WHERE PersonId = NEW.PersonId AND RoomId = NEW.RoomId; END;",
        },
        new("Lets its time go back", Breach.TimeBackwards)
        {
            Sql = "CREATE TRIGGER Break AFTER INSERT ON Messages WHEN NEW.Number % 5 = 0 BEGIN UPDATE Messages SET At = At - 60000 WHERE RoomId = NEW.RoomId AND Number = NEW.Number; END;",
        },
        new("Stores another text than was sent", Breach.ContentChanged)
        {
            Sql = "CREATE TRIGGER Break AFTER INSERT ON Messages WHEN NEW.Number % 5 = 0 BEGIN UPDATE Messages SET Text = Text || '!' WHERE RoomId = NEW.RoomId AND Number = NEW.Number; END;",
        },
    ];
}
