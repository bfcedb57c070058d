using System.Text;
using Chat.Contracts;
using Chat.Tests.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Messages;

public sealed class DeleteTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Text_of_a_deleted_message_is_in_none_of_the_files_once_the_log_was_taken_in()
    {
        var time = new FakeTimeProvider();
        await using var server = await CoreServer.StartAsync(parts => parts.AddSingleton<TimeProvider>(time));
        await using var ann = await server.DeviceAsync();
        var room = await ann.RoomAsync();
        var secrets = new List<PostResult>();
        for (var i = 0; i < 60; i++)
        {
            var sent = await ann.PostAsync(room, i % 3 == 0
                ? $"very secret {i} {new string('s', i * 150)} very secret"
                : $"plain {i} {new string('p', i * 20)}");
            if (i % 3 == 0) secrets.Add(sent);
        }
        await Wire.Ok(ann.EditMessage(new EditMessage { Room = room, Id = secrets[7].Id, Request = Guid.NewGuid(), Version = 1, Text = "very secret, and edited" }));
        Assert.True(Contains(server, "very secret"));

        foreach (var sent in secrets) await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, sent.Id)));
        await server.LogTakenInAsync(time);

        Assert.True(Contains(server, "plain 59"));
        Assert.False(Contains(server, "very secret"));
    }

    [Fact]
    public async Task Deleted_message_keeps_its_place_and_everybody_gets_it_empty()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob);
        var sent = await bob.PostAsync(room, "oops");
        await bob.PostAsync(room, "next");
        var before = (await bob.WatchAsync(room)).Set!;

        await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, sent.Id)));
        var live = Assert.Single((await bob.UntilAsync(room, before.Head + 1)).Messages!);

        Assert.Equal(sent with { Status = "" }, new PostResult { Id = live.Id, Number = live.Number, At = live.At, Status = live.Text });
        Assert.Equal(ann.Person, live.DeletedBy);
        var page = await Wire.Ok(bob.ReadMessages(new ReadMessages { Room = room }));
        Assert.Equal([1L, 2L, 3L], page.Messages.Select(m => m.Number));
        Assert.Equal(live, page.Messages[1]);
    }

    [Fact]
    public async Task Only_its_writer_and_owners_delete_a_message_and_nobody_what_the_room_tells()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        await using var eve = await Server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.LetInAsync(room, bob);
        var (anns, bobs) = (await ann.PostAsync(room, "ann's"), await bob.PostAsync(room, "bob's"));
        var notice = (await ann.WatchAsync(room)).Set!.Messages![0];

        await Wire.Refused(ErrorCodes.Forbidden, bob.DeleteMessage(new DeleteMessage(room, anns.Id)));
        await Wire.Refused(ErrorCodes.NotFound, eve.DeleteMessage(new DeleteMessage(room, anns.Id)));
        await Wire.Refused(ErrorCodes.NotFound, ann.DeleteMessage(new DeleteMessage(room, Guid.NewGuid())));
        await Wire.Refused(ErrorCodes.Forbidden, ann.DeleteMessage(new DeleteMessage(room, notice.Id)));
        await Wire.Ok(bob.DeleteMessage(new DeleteMessage(room, bobs.Id)));
        await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, anns.Id)));

        Assert.All((await ann.WatchAsync(room)).Set!.Messages!.Skip(1), m => Assert.NotNull(m.DeletedBy));
    }

    private static bool Contains(CoreServer server, string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        return Directory.GetFiles(server.Folder, "chat.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(wanted) >= 0;
        });
    }
}
