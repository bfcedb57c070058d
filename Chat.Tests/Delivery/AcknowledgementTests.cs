using Chat.Contracts;
using Chat.Server;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Delivery;

public sealed class AcknowledgementTests
{
    [Fact]
    public async Task Message_whose_commit_the_database_refuses_is_never_acknowledged_and_sending_it_again_makes_it_one_message()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.WatchAsync(room);
        server.RefuseCommitsOfPoison();
        var poison = Wire.Said("poison");

        var refused = await ann.PostMessages(new PostMessages { Room = room, Messages = [poison] });
        Assert.Equal((false, ErrorCodes.Unknown, false), (refused.Ok, refused.Error?.Code, refused.Error?.Final));
        server.AllowPoison();
        var sent = await ann.PostAsync(room, poison);
        var again = await ann.PostAsync(room, poison);

        Assert.Equal((2, 2), (sent.Number, again.Number));
        await ann.UntilAsync(room, 4);
        Assert.Equal(poison.Id, Assert.Single(ann.Events<ChangeSet>().SelectMany(set => set.Messages ?? [])).Id);
    }

    [Fact]
    public async Task Acknowledged_message_is_in_the_files_as_they_lie_at_that_moment()
    {
        // While its clock stands still, the server doesn't take the log into the database: that would lie between two files that are copied.
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(new FakeTimeProvider()));
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var copy = Directory.CreateTempSubdirectory("chat-crash-").FullName;

        var sent = await ann.PostAsync(room, "kept");
        foreach (var file in Directory.GetFiles(server.Folder, "chat.db*"))
            if (!file.EndsWith("-shm")) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        await server.RestartAsync(() =>
        {
            foreach (var file in Directory.GetFiles(server.Folder, "chat.db*")) File.Delete(file);
            foreach (var file in Directory.GetFiles(copy)) File.Move(file, Path.Combine(server.Folder, Path.GetFileName(file)));
            Directory.Delete(copy);
        });

        await using var later = await server.DeviceAsync(ann.Seat);
        var page = await Wire.Ok(later.ReadMessages(new ReadMessages { Room = room }));
        Assert.Equal((sent.Id, "kept"), (page.Messages[^1].Id, page.Messages[^1].Text));
    }

    [Theory]
    [InlineData(5, ErrorCodes.Busy)]
    [InlineData(13, ErrorCodes.StorageFull)]
    [InlineData(10, ErrorCodes.Unknown)]
    [InlineData(1, ErrorCodes.Unknown)]
    public async Task Database_error_is_a_refusal_that_asks_to_send_again(int sqlite, string code)
    {
        var inserts = new FailingInserts();
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<IInterceptor>(inserts));
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var message = Wire.Said("hello");
        FailingInserts.Arm(server);

        inserts.Fail(sqlite);
        var error = await Wire.Refused(code, ann.PostMessages(new PostMessages { Room = room, Messages = [message] }));

        Assert.False(error.Final);
        Assert.True(error.RetryAfter > 0);
        Assert.Equal(2, (await ann.PostAsync(room, message)).Number);
    }

    [Fact]
    public async Task Unexpected_error_in_one_change_of_a_batch_refuses_only_that_one()
    {
        await using var server = await CoreServer.StartAsync();
        await using var ann = await server.DeviceAsync();
        await using var bob = await server.DeviceAsync();
        await using var eve = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob, eve);
        server.Sql("CREATE TRIGGER Poison BEFORE INSERT ON Messages WHEN NEW.Text = 'poison' BEGIN SELECT RAISE(ABORT, 'no'); END;");

        Task<Outcome<PostResults>>[] sent;
        using (await server.Get<WriteGate>().EnterAsync(TestContext.Current.CancellationToken))
        {
            // While the gate is held the first of them waits at it, and the others become one batch.
            sent = [.. new[] { (ann, "zero"), (ann, "one"), (bob, "two"), (eve, "poison") }.Select(s => server.EnqueueAsync(s.Item1.Seat, room, Wire.Said(s.Item2)))];
        }
        var outcomes = await Task.WhenAll(sent);

        Assert.Equal([true, true, true, false], outcomes.Select(o => o.Ok));
        Assert.Equal(ErrorCodes.Unknown, outcomes[3].Error!.Code);
        var page = await Wire.Ok(ann.ReadMessages(new ReadMessages { Room = room }));
        Assert.Equal(["one", "two", "zero"], page.Messages.Select(m => m.Text).Where(t => t != "").Order());
        Assert.Equal([1, 2, 3, 4], page.Messages.Select(m => m.Number));
    }

    [Fact]
    public async Task Server_whose_feed_fails_still_acknowledges_and_its_beats_tell_the_committed_head()
    {
        var time = new FakeTimeProvider();
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(time).AddSingleton<IChangeFeed, LostFeed>());
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var seen = await ann.WatchAsync(room);

        await ann.PostAsync(room, "lost on the way");
        time.Advance(TimeSpan.FromSeconds(3));
        var beat = await ann.EventAsync<Beat>();

        Assert.Empty(ann.Events<ChangeSet>());
        Assert.Equal(seen.Set!.To + 1, beat.Watched.Single(w => w.Scope == Scope.Room(room).ToString()).Revision);
        var missed = await ann.WatchAsync(room, new Cursor(seen.Set.To, seen.Set.Incarnation));
        Assert.Equal("lost on the way", Assert.Single(missed.Set!.Messages!).Text);
    }

    private sealed class LostFeed : IChangeFeed
    {
        public void Publish(IReadOnlyCollection<ScopeCommit> commits) => throw new InvalidOperationException("As the test wants it.");
    }
}
