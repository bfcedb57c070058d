using Chat.Client;
using Chat.Contracts;

namespace Chat.Tests.Client;

/// <summary>What of a room is to be given up, so that one that stays open for long doesn't grow without end.</summary>
public sealed class ExcessTests
{
    [Fact]
    public void Nothing_goes_while_little_is_held() => Assert.Empty(Held([new(1, null)], RoomState.MostHeld).Excess(1, 20));

    [Fact]
    public void While_the_newest_is_read_what_is_far_above_goes() =>
        Assert.Equal([new NumberRange(1, 1_729)], Held([new(1, null)], 2_000).Excess(1_980, 2_000));

    [Fact]
    public void While_one_reads_far_above_the_newest_stay() =>
        Assert.Equal([new NumberRange(1, 249), new NumberRange(771, 1_900)], Held([new(1, null)], 2_000).Excess(500, 520));

    [Fact]
    public void Places_that_were_jumped_to_and_left_go() =>
        Assert.Equal(
            [new NumberRange(100, 150), new NumberRange(900, 1_049), new NumberRange(1_571, 1_700), new NumberRange(5_000, 5_000)],
            Held([new(100, 150), new(900, 1_700), new(5_000, null)], 5_100).Excess(1_300, 1_320));

    [Fact]
    public void A_room_whose_newest_is_not_held_keeps_what_is_around_the_reader() =>
        Assert.Equal([new NumberRange(1, 149), new NumberRange(671, 1_000)], Held([new(1, 1_000)], 1_000).Excess(400, 420));

    private static RoomState Held(NumberRange[] window, long newest)
    {
        var author = Guid.NewGuid();
        return new RoomState
        {
            Id = Guid.NewGuid(),
            Watching = Watching.Live,
            Opened = true,
            NotFound = false,
            Number = newest,
            Head = newest,
            Messages =
            [
                .. from range in window
                   from number in Enumerable.Range((int)range.From, (int)((range.To ?? newest) - range.From + 1))
                   select new Message { Id = Guid.NewGuid(), Number = number, Revision = number, Author = author, At = number, Text = "x", Version = 1 },
            ],
            Window = window,
            LoadingPage = false,
            Pending = [],
            Members = new Dictionary<Guid, Member>(),
            MembersComplete = true,
            MemberCount = 0,
            Here = 0,
            Presence = new Dictionary<Guid, string>(),
            Typing = [],
        };
    }
}
