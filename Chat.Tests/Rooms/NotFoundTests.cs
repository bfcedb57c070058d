using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.Rooms;

public sealed class NotFoundTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Private_room_and_no_room_are_answered_alike_byte_by_byte()
    {
        await using var ann = await Server.DeviceAsync();
        await using var eve = await Server.DeviceAsync();
        var hidden = await ann.RoomAsync(isPrivate: true);
        var sent = await ann.PostAsync(hidden, "hidden");
        var none = Guid.NewGuid();
        var mine = Guid.CreateVersion7();
        Func<Guid, Task<string>>[] asks =
        [
            async room => Wire.Text(await eve.Watch(new WatchRequest { Items = [new WatchItem { Scope = Scope.Room(room).ToString() }] })),
            async room => Wire.Text(await eve.Watch(new WatchRequest { Items = [new WatchItem { Scope = Scope.Room(room).ToString(), Cursor = new Cursor(1, "x") }] })),
            async room => Wire.Text(await eve.ReadMessages(new ReadMessages { Room = room })),
            async room => Wire.Text(await eve.ReadMembers(new ReadMembers { Room = room })),
            async room => Wire.Text(await eve.JoinRoom(new JoinRoom(room))),
            async room => Wire.Text(await eve.LeaveRoom(new LeaveRoom(room))),
            async room => Wire.Text(await eve.RenameRoom(new RenameRoom { Room = room, Name = "x" })),
            async room => Wire.Text(await eve.SetTopic(new SetTopic { Room = room, Topic = "x" })),
            async room => Wire.Text(await eve.AddMember(new AddMember(room, eve.Person))),
            async room => Wire.Text(await eve.RemoveMember(new RemoveMember(room, ann.Person))),
            async room => Wire.Text(await eve.SetRole(new SetRole(room, eve.Person, Roles.Owner))),
            async room => Wire.Text(await eve.MarkRead(new MarkRead(room, 1, 1))),
            async room => Wire.Text(await eve.MarkUnread(new MarkUnread(room, 0, 1))),
            async room => Wire.Text(await eve.DeleteMessage(new DeleteMessage(room, sent.Id))),
            async room => Wire.Text(await eve.EditMessage(new EditMessage { Room = room, Id = sent.Id, Request = none, Version = 1, Text = "x" })),
            async room => Wire.Text(await eve.PostMessages(new PostMessages { Room = room, Messages = [new NewMessage { Id = mine, Text = "x" }] })),
            async room => Wire.Text(await eve.ListRooms(new ListRooms { Query = room.ToString() })),
        ];

        foreach (var ask in asks)
        {
            var there = await ask(hidden);
            Assert.Equal((await ask(none)).Replace(none.ToString(), hidden.ToString()), there);
        }
        Assert.Contains(hidden, (await Wire.Ok(ann.Heads(new HeadsRequest()))).Heads.Select(h => h.Room));
    }

    [Fact]
    public async Task List_of_rooms_and_ones_heads_name_no_private_room_of_others()
    {
        await using var ann = await Server.DeviceAsync();
        await using var eve = await Server.DeviceAsync();
        var name = $"salary {Guid.NewGuid():N}";
        var hidden = await ann.RoomAsync(isPrivate: true, name);

        Assert.Empty((await Wire.Ok(eve.ListRooms(new ListRooms { Query = "SALARY" }))).Rooms);
        Assert.Empty((await Wire.Ok(ann.ListRooms(new ListRooms { Query = "salary" }))).Rooms);
        Assert.Empty((await Wire.Ok(eve.Heads(new HeadsRequest()))).Heads);
        // A public room of the same name shows that the search would find it, and that the name betrays nothing.
        var open = await eve.RoomAsync(name: name);
        Assert.Equal(open, Assert.Single((await Wire.Ok(eve.ListRooms(new ListRooms { Query = "SALARY" }))).Rooms).Head.Room);
        Assert.NotEqual(open, hidden);
    }
}
