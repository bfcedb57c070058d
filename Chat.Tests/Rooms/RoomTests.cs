using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.Rooms;

public sealed class RoomTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Renames_and_topics_are_numbered_notices_and_joins_are_not()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var (first, second) = ($"first {Guid.NewGuid():N}", $"second {Guid.NewGuid():N}");
        var room = await ann.RoomAsync(name: first);
        await ann.LetInAsync(room, bob);
        await bob.WatchAsync(room);

        await Wire.Ok(ann.RenameRoom(new RenameRoom { Room = room, Name = $" #{second} " }));
        await Wire.Ok(bob.SetTopic(new SetTopic { Room = room, Topic = " what it is about " }));
        // Before he leaves: his watch ends then, with what was still on its way to him.
        Assert.Equal("what it is about", (await bob.EventAsync<ChangeSet>(s => s.Room?.Topic is { Length: > 0 })).Room!.Topic);
        await Wire.Ok(bob.LeaveRoom(new LeaveRoom(room)));

        var set = (await ann.WatchAsync(room)).Set!;
        Assert.Equal([new(NoticeKinds.Created, first), new(NoticeKinds.Renamed, second), new(NoticeKinds.Topic, "what it is about")], set.Messages!.Select(m => m.Notice!));
        Assert.Equal([1L, 2L, 3L], set.Messages!.Select(m => m.Number));
        Assert.Equal([ann.Person, ann.Person, bob.Person], set.Messages!.Select(m => m.Author));
        Assert.Equal((second, "what it is about"), (set.Room!.Name, set.Room.Topic));
    }

    [Fact]
    public async Task Names_are_unique_among_public_rooms_only_whatever_their_case_and_form()
    {
        await using var ann = await Server.DeviceAsync();
        var tag = Guid.NewGuid().ToString("N");
        var name = $"Fräse {tag}";
        await ann.RoomAsync(isPrivate: true, name);
        await ann.RoomAsync(isPrivate: true, name);
        await ann.RoomAsync(name: name);
        var other = await ann.RoomAsync();
        var hidden = await ann.RoomAsync(isPrivate: true);

        foreach (var alike in new[] { name.ToUpperInvariant(), $"#{name}", $"Fra\u0308se {tag}", $"Ｆräse {tag}" })
        {
            await Wire.Refused(ErrorCodes.NameTaken, ann.CreateRoom(new CreateRoom { Request = Guid.NewGuid(), Name = alike }));
            await Wire.Refused(ErrorCodes.NameTaken, ann.RenameRoom(new RenameRoom { Room = other, Name = alike }));
        }
        await Wire.Ok(ann.RenameRoom(new RenameRoom { Room = hidden, Name = name }));
        await Wire.Ok(ann.RenameRoom(new RenameRoom { Room = other, Name = $"Fräser {tag}" }));
    }

    [Fact]
    public async Task Name_that_ten_people_want_at_once_goes_to_one_and_is_free_after_a_rename()
    {
        var seats = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Server.DeviceAsync()));
        var name = $"wanted {Guid.NewGuid():N}";

        var outcomes = await Task.WhenAll(seats.Select(d => d.CreateRoom(new CreateRoom { Request = Guid.NewGuid(), Name = name })));

        var winner = Array.FindIndex(outcomes, o => o.Ok);
        Assert.Single(outcomes, o => o.Ok);
        Assert.All(outcomes.Where(o => !o.Ok), o => Assert.Equal(ErrorCodes.NameTaken, o.Error!.Code));
        await Wire.Ok(seats[winner].RenameRoom(new RenameRoom { Room = outcomes[winner].Value!.Room, Name = name + " no more" }));
        await seats[9].RoomAsync(name: name);
        foreach (var device in seats) await device.DisposeAsync();
    }

    [Theory]
    [InlineData("", ErrorCodes.Empty)]
    [InlineData(" \u00A0", ErrorCodes.Empty)]
    [InlineData("two\nlines", ErrorCodes.ForbiddenCharacters)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890", ErrorCodes.TooLong)]
    public async Task Name_that_nobody_could_read_is_refused(string name, string code)
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();

        await Wire.Refused(code, ann.CreateRoom(new CreateRoom { Request = Guid.NewGuid(), Name = name }));
        await Wire.Refused(code, ann.RenameRoom(new RenameRoom { Room = room, Name = name }));
        await Wire.Refused(ErrorCodes.TooLong, ann.SetTopic(new SetTopic { Room = room, Topic = new string('x', 251) }));
        await Wire.Refused(ErrorCodes.Invalid, ann.SetRole(new SetRole(room, ann.Person, "king")));
    }

    [Fact]
    public async Task Last_owner_stays_while_others_are_there_and_may_leave_alone()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var room = await ann.RoomAsync(isPrivate: true);
        await ann.LetInAsync(room, bob);

        await Wire.Refused(ErrorCodes.LastOwner, ann.LeaveRoom(new LeaveRoom(room)));
        await Wire.Refused(ErrorCodes.LastOwner, ann.RemoveMember(new RemoveMember(room, ann.Person)));
        await Wire.Refused(ErrorCodes.LastOwner, ann.SetRole(new SetRole(room, ann.Person, Roles.Member)));
        await Wire.Ok(ann.SetRole(new SetRole(room, bob.Person, Roles.Owner)));

        // Both at once: one of them stays.
        var leaving = await Task.WhenAll(ann.SetRole(new SetRole(room, ann.Person, Roles.Member)), bob.SetRole(new SetRole(room, bob.Person, Roles.Member)));
        Assert.Single(leaving, o => o.Ok);
        Assert.Equal(ErrorCodes.LastOwner, leaving.Single(o => !o.Ok).Error!.Code);
        var (owner, member) = leaving[0].Ok ? (bob, ann) : (ann, bob);
        await Wire.Ok(member.LeaveRoom(new LeaveRoom(room)));
        await Wire.Ok(owner.LeaveRoom(new LeaveRoom(room)));
    }

    [Fact]
    public async Task Rights_are_those_of_the_role_at_the_moment_of_the_commit()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        await using var eve = await Server.DeviceAsync();
        var (open, closed) = (await ann.RoomAsync(), await ann.RoomAsync(isPrivate: true));
        await ann.LetInAsync(closed, bob);

        await Wire.Refused(ErrorCodes.NotMember, bob.AddMember(new AddMember(open, eve.Person)));
        await Wire.Ok(bob.JoinRoom(new JoinRoom(open)));
        await Wire.Ok(bob.AddMember(new AddMember(open, eve.Person)));
        await Wire.Refused(ErrorCodes.Forbidden, bob.AddMember(new AddMember(closed, eve.Person)));
        await Wire.Refused(ErrorCodes.Forbidden, bob.RemoveMember(new RemoveMember(open, eve.Person)));
        await Wire.Refused(ErrorCodes.Forbidden, bob.RenameRoom(new RenameRoom { Room = open, Name = "bob's" }));
        await Wire.Refused(ErrorCodes.Forbidden, bob.SetRole(new SetRole(open, bob.Person, Roles.Owner)));
        await Wire.Refused(ErrorCodes.NotFound, ann.AddMember(new AddMember(open, Guid.NewGuid())));
        await Wire.Refused(ErrorCodes.NotFound, ann.SetRole(new SetRole(closed, eve.Person, Roles.Owner)));
    }

    [Fact]
    public async Task Public_rooms_are_listed_by_name_in_pages_with_their_members()
    {
        await using var ann = await Server.DeviceAsync();
        await using var bob = await Server.DeviceAsync();
        var tag = Guid.NewGuid().ToString("N")[..8];
        foreach (var letter in "dbace") await ann.RoomAsync(name: $"{tag} {letter}");
        var listed = new List<RoomListing>();

        string? after = null;
        do
        {
            var page = await Wire.Ok(bob.ListRooms(new ListRooms { Query = tag.ToUpperInvariant(), Limit = 2, After = after }));
            Assert.InRange(page.Rooms.Count, 1, 2);
            listed.AddRange(page.Rooms);
            after = page.Next;
        }
        while (after is not null);
        await Wire.Ok(bob.JoinRoom(new JoinRoom(listed[1].Head.Room)));
        var joined = (await Wire.Ok(bob.ListRooms(new ListRooms { Query = $"{tag} b" }))).Rooms.Single();

        Assert.Equal("abcde".Select(l => $"{tag} {l}"), listed.Select(l => l.Head.Header!.Name));
        Assert.All(listed, l => Assert.Equal((1, false), (l.Members, l.Joined)));
        Assert.Equal((2, true), (joined.Members, joined.Joined));
    }

    [Fact]
    public async Task Members_are_read_in_pages_by_person_that_join_without_a_hole()
    {
        await using var ann = await Server.DeviceAsync();
        var room = await ann.RoomAsync();
        var seats = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Server.SeatAsync()));
        foreach (var seat in seats) await Wire.Ok(ann.AddMember(new AddMember(room, seat.Person)));
        await Wire.Ok(ann.RemoveMember(new RemoveMember(room, seats[3].Person)));
        var members = new List<Member>();

        Guid? after = null;
        do
        {
            var page = await Wire.Ok(ann.ReadMembers(new ReadMembers { Room = room, Limit = 5, After = after }));
            Assert.Equal(12, page.Total);
            Assert.Equal(page.Members.Select(m => m.Person).ToHashSet(), page.People.Select(p => p.Id).ToHashSet());
            Assert.Equal(page.Through ?? page.Members[^1].Person, page.Members[^1].Person);
            members.AddRange(page.Members);
            after = page.Through;
        }
        while (after is not null);

        var expected = seats.Where(s => s != seats[3]).Select(s => s.Person).Append(ann.Person).Select(p => p.ToString()).Order(StringComparer.Ordinal);
        Assert.Equal(expected, members.Select(m => m.Person.ToString()));
    }
}
