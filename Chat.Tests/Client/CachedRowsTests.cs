using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Client;

/// <summary>What is kept of what a client holds, how much of it, and how several processes keep it together.</summary>
public sealed class CachedRowsTests
{
    [Fact]
    public void No_more_is_kept_than_the_bounds_allow()
    {
        var many = KeptRows.Of(1, [.. Enumerable.Range(1, CacheBounds.Rooms).Select(i => KeptRows.Room(i, 500, KeptRows.Messages(300)))]);
        var engine = Started(many);
        foreach (var room in many.Rooms) engine.Input(2_000_000 + room.Number, it => it.Open(room.Room));

        var kept = engine.Cached()!;

        Assert.Equal(CacheBounds.Rooms, kept.Rooms.Count);
        Assert.All(kept.Rooms, room => Assert.Equal((101, 200, 300), (room.From, room.Messages.Count, room.Messages[^1].Number)));
    }

    [Fact]
    public void Rooms_that_were_shown_last_are_kept()
    {
        const int more = 3;
        var engine = Started(KeptRows.Of(1, [.. Enumerable.Range(1, CacheBounds.Rooms).Select(i => KeptRows.Room(i))]));
        for (var i = 1; i <= more; i++) engine.Input(5_000_000 + i, it => it.Open(KeptRows.Id(i)));
        for (var i = 1; i <= more; i++) engine.Input(6_000_000 + i, it => it.Close(KeptRows.Id(i)));

        Assert.Equal([.. Enumerable.Range(more + 1, CacheBounds.Rooms - more), .. Enumerable.Range(1, more)], engine.Cached()!.Rooms.Select(room => KeptRows.NumberOf(room.Room)));
    }

    [Fact]
    public void Long_texts_are_kept_as_far_as_they_fit()
    {
        var long40 = KeptRows.Messages(40, new string('x', 16_000));
        var room = Started(KeptRows.Of(1, [KeptRows.Room(1, 50, long40)])).Cached()!.Rooms.Single();
        Assert.Equal(CacheBounds.RoomText / 16_000, room.Messages.Count);
        Assert.Equal(room.Messages[0].Number, room.From);
    }

    [Fact]
    public void Of_many_members_only_oneself_is_kept()
    {
        List<Member> members = [.. Enumerable.Range(1, CacheBounds.Members + 1).Select(i => new Member { Person = KeptRows.Id(900_000 + i), Revision = 1, Role = Roles.Member })];
        var crowd = KeptRows.Room(1) with { Members = [.. members, new Member { Person = KeptRows.Ann, Revision = 1, Role = Roles.Owner }], MembersWindow = new MembersWindow(null), MemberCount = members.Count + 1 };
        var room = Started(KeptRows.Of(1, [crowd])).Cached()!.Rooms.Single();
        Assert.Equal(KeptRows.Ann, room.Members.Single().Person);
        Assert.Null(room.MembersWindow);
        Assert.Equal(members.Count + 1, room.MemberCount);
    }

    [Fact]
    public void A_process_that_is_behind_does_not_put_back_what_another_has_newer_nor_what_it_has_more_of()
    {
        var two = KeptRows.Of(1, [KeptRows.Room(1, 5, KeptRows.Messages(2))]);
        Assert.Equal(2, CachedRows.Join(two, KeptRows.Of(1, [KeptRows.Room(1, 4)])).Rooms.Single().Messages.Count);
        Assert.Equal(2, CachedRows.Join(two, KeptRows.Of(1, [KeptRows.Room(1, 5)])).Rooms.Single().Messages.Count);
        Assert.Single(CachedRows.Join(two, KeptRows.Of(1, [KeptRows.Room(1, 6)])).Rooms.Single().Messages);
        Assert.Single(CachedRows.Join(two, KeptRows.Of(1, [KeptRows.Room(1, 2, incarnation: "B")])).Rooms.Single().Messages);
    }

    [Fact]
    public void Rooms_of_both_are_kept_and_the_one_that_was_shown_last_comes_last()
    {
        var joined = CachedRows.Join(
            KeptRows.Of(1, [KeptRows.Room(1) with { Visited = 9 }, KeptRows.Room(2) with { Visited = 2 }], [1, 2, 3]),
            KeptRows.Of(1, [KeptRows.Room(1) with { Visited = 1 }, KeptRows.Room(3) with { Visited = 3 }], [1, 2, 3]));
        Assert.Equal([2, 3, 1], joined.Rooms.Select(room => KeptRows.NumberOf(room.Room)));
    }

    [Fact]
    public void A_room_that_one_was_removed_from_goes_and_a_process_that_has_not_heard_of_it_does_not_bring_it_back()
    {
        var without = CachedRows.Join(KeptRows.Of(1, [KeptRows.Room(1), KeptRows.Room(2)]), KeptRows.Of(2, [], [2]));
        Assert.Equal([2], without.Rooms.Select(room => KeptRows.NumberOf(room.Room)));
        Assert.Equal([2], CachedRows.Join(without, KeptRows.Of(1, [KeptRows.Room(1)], [1, 2])).Rooms.Select(room => KeptRows.NumberOf(room.Room)));
    }

    [Fact]
    public void Names_that_another_process_kept_stay_as_of_the_older_cursor()
    {
        var held = KeptRows.Of(1, [KeptRows.Room(1)]) with { People = People(5, "A", KeptRows.Ben) };
        Assert.Equivalent(People(5, "A", KeptRows.Ann, KeptRows.Ben), CachedRows.Join(held, KeptRows.Of(1, [KeptRows.Room(1)]) with { People = People(7, "A", KeptRows.Ann) }).People);
        Assert.Equivalent(People(7, "B", KeptRows.Ann), CachedRows.Join(held, KeptRows.Of(1, [KeptRows.Room(1)]) with { People = People(7, "B", KeptRows.Ann) }).People);
    }

    [Fact]
    public void A_room_that_stays_open_while_nothing_comes_is_kept_as_it_was()
    {
        var engine = Started(KeptRows.Of(1, [KeptRows.Room(1)]));
        engine.Input(2_000_000, it => it.Open(KeptRows.Id(1)));
        engine.Input(3_000_000, static _ => { });
        Assert.Equal(2_000_000, engine.Cached()!.Rooms.Single().Visited);
    }

    private static CachedPeople People(long revision, string incarnation, params Guid[] people) =>
        new() { Cursor = new Cursor(revision, incarnation), Rows = [.. people.Select(KeptRows.Person)] };

    private static ChatEngine Started(CachedChat kept)
    {
        var engine = new ChatEngine("test/1", () => 0.5);
        engine.Input(1_000_000, it => it.Start(KeptRows.Ann, [], kept));
        return engine;
    }
}
