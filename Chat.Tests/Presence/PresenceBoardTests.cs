using Chat.Contracts;
using Chat.Server;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Presence;

public sealed class PresenceBoardTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly PresenceBoard _board;
    private readonly Guid _ann = Guid.NewGuid();

    public PresenceBoardTests() => _board = new PresenceBoard(_clock);

    [Fact]
    public void One_device_that_is_looked_at_makes_online()
    {
        Update(new(Hidden: true, Away: false), new(Hidden: false, Away: true));
        Assert.Equal(PresenceStates.Away, _board.StateOf(_ann));

        Update(new(Hidden: true, Away: false), new(Hidden: false, Away: false));
        Assert.Equal(PresenceStates.Online, _board.StateOf(_ann));
    }

    [Fact]
    public void Who_comes_back_within_the_grace_was_never_gone()
    {
        Update(new ClientPresence());
        Assert.False(Update());
        _clock.Advance(PresenceBoard.Grace - TimeSpan.FromSeconds(1));
        Assert.Empty(_board.EndGraces());
        Assert.False(Update(new ClientPresence()));
        _clock.Advance(PresenceBoard.Grace);

        Assert.Empty(_board.EndGraces());
        Assert.Equal(PresenceStates.Online, _board.StateOf(_ann));
    }

    [Fact]
    public void Who_stays_away_for_the_grace_is_offline()
    {
        Update(new ClientPresence());
        Update();
        _clock.Advance(PresenceBoard.Grace);

        Assert.Equal([_ann], _board.EndGraces());
        Assert.Equal(PresenceStates.Offline, _board.StateOf(_ann));
    }

    private bool Update(params ClientPresence[] clients) => _board.Update(_ann, clients, _clock.GetTimestamp());
}
