using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.Messages;

public sealed class EditTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Same_edit_again_is_ok_and_makes_no_further_version()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var sent = await ann.PostAsync(room, "teh");
        var edit = Edit(room, sent.Id, 1, "the");

        var versions = new[] { await Wire.Ok(ann.EditMessage(edit)), await Wire.Ok(ann.EditMessage(edit)) };
        await Wire.Ok(ann.EditMessage(Edit(room, sent.Id, 2, "The")));
        var late = await Wire.Ok(ann.EditMessage(edit));

        Assert.All(versions.Append(late), v => Assert.Equal(2, v.Version));
        var now = (await ann.WatchAsync(room)).Set!.Messages![^1];
        Assert.Equal(("The", 3, sent.Number, sent.At), (now.Text, now.Version, now.Number, now.At));
    }

    [Fact]
    public async Task Edit_of_an_older_text_is_refused_with_the_newer_one()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var sent = await ann.PostAsync(room, "one");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => ann.EditMessage(Edit(room, sent.Id, 1, $"edit {i}"))));

        Assert.Single(outcomes, o => o.Ok);
        var now = (await ann.WatchAsync(room)).Set!.Messages![^1];
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal((ErrorCodes.Stale, true, now), (o.Error!.Code, o.Error.Final, o.Error.Current)));
    }

    [Fact]
    public async Task Only_the_writer_edits_and_only_what_was_written()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        await using var eve = await Server.DeviceAsync();
        var (room, closed) = (await ann.RoomAsync(), await ann.RoomAsync(isPrivate: true));
        await ann.LetInAsync(room, bob);
        var sent = await bob.PostAsync(room, "bob's");
        var hidden = await ann.PostAsync(closed, "hidden");
        var notice = (await ann.WatchAsync(room)).Set!.Messages![0];

        await Wire.Refused(ErrorCodes.Forbidden, ann.EditMessage(Edit(room, sent.Id, 1, "ann's")));
        await Wire.Refused(ErrorCodes.Forbidden, ann.EditMessage(Edit(room, notice.Id, 1, "no notice")));
        await Wire.Refused(ErrorCodes.NotFound, eve.EditMessage(Edit(closed, hidden.Id, 1, "eve's")));
        await Wire.Refused(ErrorCodes.NotFound, eve.EditMessage(Edit(room, hidden.Id, 1, "eve's")));
        await Wire.Refused(ErrorCodes.NotFound, ann.EditMessage(Edit(room, Guid.NewGuid(), 1, "none")));
        await Wire.Refused(ErrorCodes.Empty, bob.EditMessage(Edit(room, sent.Id, 1, " ")));
        await Wire.Refused(ErrorCodes.TooLong, bob.EditMessage(Edit(room, sent.Id, 1, new string('x', 16_385))));
        await Wire.Ok(bob.LeaveRoom(new LeaveRoom(room)));
        await Wire.Refused(ErrorCodes.NotMember, bob.EditMessage(Edit(room, sent.Id, 1, "gone")));

        Assert.Equal("bob's", (await ann.WatchAsync(room)).Set!.Messages![^1].Text);
    }

    [Fact]
    public async Task Edit_after_the_deletion_brings_nothing_back()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var sent = await ann.PostAsync(room, "gone");
        var edit = Edit(room, sent.Id, 1, "edited");
        await Wire.Ok(ann.EditMessage(edit));
        await Wire.Ok(ann.DeleteMessage(new DeleteMessage(room, sent.Id)));

        await Wire.Refused(ErrorCodes.NotFound, ann.EditMessage(Edit(room, sent.Id, 2, "back")));
        await Wire.Refused(ErrorCodes.NotFound, ann.EditMessage(edit));

        var now = (await ann.WatchAsync(room)).Set!.Messages![^1];
        Assert.Equal(("", ann.Person), (now.Text, now.DeletedBy));
    }

    private static EditMessage Edit(Guid room, Guid id, int version, string text) =>
        new() { Room = room, Id = id, Request = Guid.NewGuid(), Version = version, Text = text };
}
