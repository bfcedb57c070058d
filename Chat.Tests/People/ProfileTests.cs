using Chat.Contracts;
using Chat.Tests.Delivery;

namespace Chat.Tests.People;

/// <summary>How people are shown: a display name and a colour beside the user name that stays.</summary>
public sealed class ProfileTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private CoreServer Server => core.Server;

    [Fact]
    public async Task Everybody_who_watches_the_people_sees_the_new_name_and_colour()
    {
        await using var ann = await Server.DeviceAsync();
        await using var ben = await Server.DeviceAsync();
        await ben.WatchAsync(Scope.People);

        var mine = await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = "Ann Duarte", Colour = 7 }));

        var live = await ben.EventAsync<ChangeSet>(s => s.People?.Any(p => p.Id == ann.Person && p.DisplayName is not null) == true);
        var row = live.People!.Single(p => p.Id == ann.Person);
        Assert.Equal(("Ann Duarte", 7, ann.Seat.Name), (row.DisplayName, row.Colour, row.Name));
        Assert.Equal(mine, row);
        Assert.Equal(row, Assert.Single((await Wire.Ok(ben.ReadPeople(new ReadPeople([ann.Person])))).People));
    }

    [Fact]
    public async Task Saying_the_same_again_changes_nothing_and_leaving_out_takes_away()
    {
        await using var ann = await Server.DeviceAsync();
        var first = await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = "Ann", Colour = 3 }));

        Assert.Equal(first, await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = "Ann", Colour = 3 })));
        Assert.Equal(first, await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = "  Ann\u00A0 ", Colour = 3 })));

        var bare = await Wire.Ok(ann.SetProfile(new SetProfile()));
        Assert.Equal((null, null), (bare.DisplayName, bare.Colour));
        Assert.True(bare.Revision > first.Revision);
    }

    [Theory]
    [InlineData("  Ann   Marie\u3000Duarte ", "Ann Marie Duarte")]
    [InlineData("Ine\u0302s", "In\u00EAs")]
    [InlineData("👩‍🚀 Ann", "👩‍🚀 Ann")]
    [InlineData("林美玲", "林美玲")]
    [InlineData("نما\u200Cید", "نما\u200Cید")]
    [InlineData("<b>Ann</b> & \"co\"", "<b>Ann</b> & \"co\"")]
    public async Task Name_is_kept_as_it_is_written_but_composed_and_without_needless_space(string wanted, string kept)
    {
        await using var ann = await Server.DeviceAsync();
        Assert.Equal(kept, (await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = wanted }))).DisplayName);
    }

    [Theory]
    [InlineData("   ")]
    [InlineData("")]
    public async Task Nothing_to_read_is_no_display_name(string blank)
    {
        await using var ann = await Server.DeviceAsync();
        await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = "Ann" }));
        Assert.Null((await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = blank }))).DisplayName);
    }

    [Theory]
    [InlineData("Ann\u202Etxt", ErrorCodes.ForbiddenCharacters)]
    [InlineData("Ann\u2067", ErrorCodes.ForbiddenCharacters)]
    [InlineData("\u200FAnn", ErrorCodes.ForbiddenCharacters)]
    [InlineData("A\u200Bnn", ErrorCodes.ForbiddenCharacters)]
    [InlineData("Ann\uFEFF!", ErrorCodes.ForbiddenCharacters)]
    [InlineData("Ann\u00AD", ErrorCodes.ForbiddenCharacters)]
    [InlineData("Ann\nowner", ErrorCodes.ForbiddenCharacters)]
    [InlineData("Ann\u0007", ErrorCodes.ForbiddenCharacters)]
    [InlineData("Ann\u2028x", ErrorCodes.ForbiddenCharacters)]
    [InlineData("\u3164\u3164", ErrorCodes.Empty)]
    [InlineData("\u200D", ErrorCodes.Empty)]
    public async Task What_hides_or_reorders_text_is_refused_and_changes_nothing(string name, string code)
    {
        await using var ann = await Server.DeviceAsync();
        var before = await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = "Ann", Colour = 1 }));

        await Wire.Refused(code, ann.SetProfile(new SetProfile { DisplayName = name, Colour = 2 }));

        Assert.Equal(before, Assert.Single((await Wire.Ok(ann.ReadPeople(new ReadPeople([ann.Person])))).People));
    }

    [Fact]
    public async Task Names_end_at_64_characters_and_colours_at_12()
    {
        await using var ann = await Server.DeviceAsync();
        Assert.Equal(64, (await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = " " + new string('n', 64) + " ", Colour = 12 }))).DisplayName!.Length);
        // Composed characters that come apart in the normal form would be longer than they look.
        await Wire.Refused(ErrorCodes.TooLong, ann.SetProfile(new SetProfile { DisplayName = new string('n', 65) }));
        await Wire.Refused(ErrorCodes.TooLong, ann.SetProfile(new SetProfile { DisplayName = new string('\uFB2C', 64) }));
        foreach (var colour in new[] { 0, 13, -1, int.MaxValue })
            await Wire.Refused(ErrorCodes.Invalid, ann.SetProfile(new SetProfile { Colour = colour }));
    }

    [Fact]
    public async Task Two_people_may_wish_for_one_name_even_anothers_user_name_and_user_names_tell_them_apart()
    {
        await using var ann = await Server.DeviceAsync();
        await using var ben = await Server.DeviceAsync();

        var posing = await Wire.Ok(ben.SetProfile(new SetProfile { DisplayName = ann.Seat.Name }));
        Assert.Equal((ann.Seat.Name, ben.Seat.Name), (posing.DisplayName, posing.Name));
        // One's own user name is no display name: there is nothing to show beside it.
        Assert.Null((await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = ann.Seat.Name }))).DisplayName);
    }

    [Fact]
    public async Task People_are_found_by_the_words_of_their_display_name()
    {
        var tag = "q" + Guid.NewGuid().ToString("N")[..8];
        await using var ann = await Server.DeviceAsync();
        await Wire.Ok(ann.SetProfile(new SetProfile { DisplayName = $"Inês {tag} Duarte%" }));

        foreach (var text in new[] { tag.ToUpperInvariant(), tag[..6], $"INÊS {tag}" })
            Assert.Equal(ann.Person, Assert.Single((await Wire.Ok(ann.FindPeople(new FindPeople(text)))).People, p => p.Id == ann.Person).Id);
        Assert.Empty((await Wire.Ok(ann.FindPeople(new FindPeople(tag[1..])))).People);
    }

    [Fact]
    public async Task Who_changes_it_too_often_is_asked_to_wait_and_repeating_costs_nothing()
    {
        await using var ann = await Server.DeviceAsync();
        Outcome<Person> outcome;
        var changes = 0;
        do outcome = await ann.SetProfile(new SetProfile { Colour = 1 + (changes % 2) });
        while (outcome.Ok && ++changes < 100);

        Assert.Equal((ErrorCodes.Rate, false), (outcome.Error?.Code, outcome.Error?.Final));
        Assert.InRange(changes, 10, 99);
        Assert.True(outcome.Error!.RetryAfter > 0);
        await Wire.Ok(ann.SetProfile(new SetProfile { Colour = 1 + ((changes - 1) % 2) }));
    }

    [Fact]
    public async Task Rooms_in_common_are_those_of_both_and_of_others_nothing_is_told()
    {
        await using var ann = await Server.DeviceAsync();
        await using var ben = await Server.DeviceAsync();
        await using var cem = await Server.DeviceAsync();
        async Task<Guid> RoomAsync(Device owner, params Device[] others)
        {
            var room = (await Wire.Ok(owner.CreateRoom(new CreateRoom { Request = Guid.NewGuid(), Name = $"r{Guid.NewGuid():N}", Private = true }))).Room;
            foreach (var other in others) await Wire.Ok(owner.AddMember(new AddMember(room, other.Person)));
            return room;
        }
        var both = await RoomAsync(ann, ben);
        var left = await RoomAsync(ann, ben);
        await RoomAsync(ben, cem);
        await Wire.Ok(ben.LeaveRoom(new LeaveRoom(left)));

        async Task<IEnumerable<(Guid, string)>> InCommonAsync(Device asks, Device other) =>
            (await Wire.Ok(asks.ReadCommonRooms(new ReadCommonRooms(other.Person)))).Rooms.Select(r => (r.Room, r.Role));
        Assert.Equal([(both, Roles.Member)], await InCommonAsync(ann, ben));
        Assert.Equal([(both, Roles.Owner)], await InCommonAsync(ben, ann));
        Assert.Empty(await InCommonAsync(ann, cem));
        Assert.Empty((await Wire.Ok(ann.ReadCommonRooms(new ReadCommonRooms(Guid.NewGuid())))).Rooms);
    }
}
