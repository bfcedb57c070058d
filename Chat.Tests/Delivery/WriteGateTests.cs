using Chat.Server;
using Chat.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Chat.Tests.Delivery;

public sealed class WriteGateTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Saving_beside_the_log_waits_for_its_turn_and_neither_is_told_busy()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();

        var posts = Enumerable.Range(0, 150).Select(i => Server.EnqueueAsync(ann.Seat, room, Wire.Said($"{i}")));
        var saves = Enumerable.Range(0, 150).Select(async i =>
        {
            await using var db = Server.Get<ChatDatabase>().Write();
            db.Settings.Add(new Setting { Name = $"{room} {i}", Value = [1] });
            Assert.Equal(1, await db.SaveChangesAsync(TestContext.Current.CancellationToken));
        });

        await Task.WhenAll([.. saves, .. posts.Select(p => Wire.Ok(p))]).Within();
        Assert.Equal(151, (await ann.WatchAsync(room)).Set!.Number);
    }

    [Fact]
    public async Task Save_that_fails_or_is_cancelled_gives_its_turn_on()
    {
        var token = TestContext.Current.CancellationToken;
        var database = Server.Get<ChatDatabase>();
        await using (var db = database.Write())
        {
            db.Settings.Update(new Setting { Name = "of nobody", Value = [1] });
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync(token).Within());
        }
        await using (var db = database.Write())
        {
            db.Settings.Add(new Setting { Name = "hash-key", Value = [1] });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(token).Within());
        }
        using (await Server.Get<WriteGate>().EnterAsync(token).AsTask().Within())
        {
            await using var db = database.Write();
            using var cancel = new CancellationTokenSource();
            db.Settings.Add(new Setting { Name = "never", Value = [1] });
            var saving = db.SaveChangesAsync(cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving.Within());
        }

        await using var ann = await Server.DeviceAsync();
        await ann.RoomAsync();
    }
}
