using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.Messages;

public sealed class PostMessagesTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Message_that_is_refused_for_good_leaves_the_others_in_order()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var first = Wire.Said("first");
        NewMessage[] messages =
        [
            first, Wire.Said("   "), Wire.Said("second"), Wire.Said("bell\a"), Wire.Said("line\r\nend"), new() { Id = Guid.NewGuid(), Text = "third" },
            new() { Id = new Guid("00000000-0000-1000-8000-000000000001"), Text = "of another kind" },
            Wire.Said(new string('ä', 8_193)), first with { Text = "other" }, Wire.Said("fourth"),
        ];

        var results = (await Wire.Ok(ann.PostMessages(new PostMessages { Room = room, Messages = messages }))).Results;

        Assert.Equal(messages.Select(m => m.Id), results.Select(r => r.Id));
        Assert.Equal(
            ["ok", "empty", "ok", "forbidden_characters", "forbidden_characters", "ok", "invalid", "too_long", "conflict", "ok"],
            results.Select(r => r.Error?.Code ?? r.Status));
        Assert.All(results.Where(r => r.Error is not null), r => Assert.Equal(PostStatus.Final, r.Status));
        Assert.Equal([2L, 3L, 4L, 5L], results.Where(r => r.Number is not null).Select(r => r.Number!.Value));
        var page = await Wire.Ok(ann.ReadMessages(new ReadMessages { Room = room }));
        Assert.Equal(["", "first", "second", "third", "fourth"], page.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Longest_text_of_every_script_arrives_as_it_was_written()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob);
        await bob.WatchAsync(room);
        string[] texts =
        [
            new string('"', 16_384), string.Concat(Enumerable.Repeat("😀", 4_096)), string.Concat(Enumerable.Repeat("上海", 2_730)),
            "tab\tand\nline\u2028\u200Bend", "<script>&'\\u0000",
        ];

        foreach (var text in texts) await ann.PostAsync(room, text);

        await bob.UntilAsync(room, 4 + texts.Length);
        Assert.Equal(texts, bob.Events<ChangeSet>().SelectMany(s => s.Messages ?? []).Select(m => m.Text));
        Assert.Equal(texts, (await Wire.Ok(bob.ReadMessages(new ReadMessages { Room = room }))).Messages.Skip(1).Select(m => m.Text));
    }

    [Fact]
    public async Task Call_without_messages_or_with_more_than_fifty_is_refused_as_a_whole()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        NewMessage[] many = [.. Enumerable.Range(0, 51).Select(i => Wire.Said($"{i}"))];

        await Wire.Refused(ErrorCodes.Invalid, ann.PostMessages(new PostMessages { Room = room, Messages = [] }));
        await Wire.Refused(ErrorCodes.TooLong, ann.PostMessages(new PostMessages { Room = room, Messages = many }));

        Assert.Equal(1, (await ann.WatchAsync(room)).Set!.Number);
    }

    [Fact]
    public async Task Fifty_messages_in_one_call_keep_their_order_also_among_parallel_calls_of_others()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        await ann.LetInAsync(room, bob);

        var results = await Task.WhenAll(new[] { ann, bob, ann, bob }.Select(d =>
            Wire.Ok(d.PostMessages(new PostMessages { Room = room, Messages = [.. Enumerable.Range(0, 50).Select(i => Wire.Said($"{i}"))] }))));

        Assert.All(results, r => Assert.Equal(r.Results.Select(m => m.Number).Order(), r.Results.Select(m => m.Number)));
        Assert.Equal(Enumerable.Range(2, 200), results.SelectMany(r => r.Results).Select(r => (int)r.Number!.Value).Order());
    }

    [Fact]
    public async Task Posting_needs_joining_and_a_room_that_can_be_seen()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var (open, closed) = (await ann.RoomAsync(), await ann.RoomAsync(isPrivate: true));

        Assert.Equal(ErrorCodes.NotMember, (await bob.TryPostAsync(open, Wire.Said("x"))).Error?.Code);
        Assert.Equal(ErrorCodes.NotFound, (await bob.TryPostAsync(closed, Wire.Said("x"))).Error?.Code);
        Assert.Equal(ErrorCodes.NotFound, (await bob.TryPostAsync(Guid.NewGuid(), Wire.Said("x"))).Error?.Code);
    }
}
