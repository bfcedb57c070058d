using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Presence;

public sealed class PresenceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private readonly List<RawDevice> _open = [];
    private RealServer _server = null!;
    private Visitor _ann = null!, _bob = null!;
    private Guid _room;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts { Clock = _clock });
        _ann = await _server.RegisterAsync("ann");
        _bob = await _server.RegisterAsync("bob");
        var device = await ConnectAsync(_ann);
        _room = Assert.Single((await device.CallAsync<HeadsPage>("Heads", new HeadsRequest())).Value!.Heads).Room;
        await CloseAsync(device);
        // What follows happens later than the grace of a start.
        await PassAsync(46);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var device in _open) await device.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Watcher_gets_the_whole_at_once_and_then_differences()
    {
        await HereAsync(_ann);
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        var whole = await ann.EventAsync<PresenceChanged>();
        Assert.Equal((_room, 1, 2, true), (whole.Room, whole.Here, whole.Members, whole.Full));
        Assert.Equal([new PersonPresence(_ann.Id, PresenceStates.Online)], whole.People);

        ann.Forget();
        await ConnectAsync(_bob);
        await PassAsync(2);
        var difference = await ann.EventAsync<PresenceChanged>();
        Assert.Equal((2, 2, false), (difference.Here, difference.Members, difference.Full));
        Assert.Equal([new PersonPresence(_bob.Id, PresenceStates.Online)], difference.People);
    }

    [Fact]
    public async Task Who_does_not_watch_hears_nothing()
    {
        var watcher = await ConnectAsync(_ann);
        var other = await ConnectAsync(_ann);
        await watcher.WatchAsync(_room);
        await ConnectAsync(_bob);
        await PassAsync(2);

        await watcher.EventAsync<PresenceChanged>(p => p.People.Any(person => person.Person == _bob.Id));
        Assert.Empty(other.Events<PresenceChanged>());
    }

    [Fact]
    public async Task Person_is_online_at_one_device_and_away_when_all_are_hidden_or_idle()
    {
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        var phone = await ConnectAsync(_bob, hidden: true);
        await SeesAsync(ann, PresenceStates.Away);

        var desk = await ConnectAsync(_bob);
        await SeesAsync(ann, PresenceStates.Online);

        await SayAsync(desk, away: true);
        await SeesAsync(ann, PresenceStates.Away);

        await SayAsync(phone);
        await SeesAsync(ann, PresenceStates.Online);
    }

    [Fact]
    public async Task Many_changes_within_a_second_are_one_difference()
    {
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        var bob = await ConnectAsync(_bob);
        await PassAsync(2);
        await ann.EventAsync<PresenceChanged>(p => p.People.Any(person => person.Person == _bob.Id));
        ann.Forget();

        for (var i = 0; i < 20; i++) await SayAsync(bob, hidden: i % 2 == 0);
        await SayAsync(bob, hidden: true);
        await PassAsync(3);

        await SeesAsync(ann, PresenceStates.Away);
        Assert.Single(ann.Events<PresenceChanged>());
    }

    [Fact]
    public async Task Who_comes_back_soon_was_never_gone_and_who_does_not_is_offline_after_the_grace()
    {
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        var bob = await ConnectAsync(_bob);
        await SeesAsync(ann, PresenceStates.Online);
        ann.Forget();

        await CloseAsync(bob);
        await PassAsync(30);
        bob = await ConnectAsync(_bob);
        await PassAsync(30);
        Assert.Empty(ann.Events<PresenceChanged>());

        await CloseAsync(bob);
        await PassAsync(43);
        Assert.Empty(ann.Events<PresenceChanged>());
        await PassAsync(4);
        await SeesAsync(ann, PresenceStates.Offline);
        Assert.Equal(1, ann.Events<PresenceChanged>()[^1].Here);
    }

    [Fact]
    public async Task Soon_after_a_start_nobody_is_said_to_be_gone()
    {
        foreach (var device in _open.ToList()) await CloseAsync(device);
        await _server.RestartAsync();
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        Assert.False((await ann.EventAsync<PresenceChanged>()).Full);

        ann.Forget();
        await PassAsync(46);
        var whole = await ann.EventAsync<PresenceChanged>(p => p.Full);
        Assert.Equal([_ann.Id], whole.People.Select(p => p.Person));
    }

    [Fact]
    public async Task New_member_is_counted()
    {
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        await ann.EventAsync<PresenceChanged>();
        ann.Forget();
        await _server.RegisterAsync("carl");
        await PassAsync(2);

        await ann.EventAsync<PresenceChanged>(p => p.Members == 3);
    }

    [Fact]
    public async Task Large_room_shows_a_count_and_no_names()
    {
        var log = _server.Services.GetRequiredService<RoomLog>();
        var made = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => log.RunAsync(new CreateAccountChange(
            UserNames.Read($"extra{(char)('a' + (i / 20))}{(char)('a' + (i % 20))}x").Value!, "", new NewSession(Guid.NewGuid(), SessionTokens.Make(), ""), _room, null)))).Within();
        Assert.InRange(made.Count(m => m.Ok), 190, 200);
        var missing = 200 - made.Count(m => m.Ok);
        for (var i = 0; i < missing; i++) await _server.RegisterAsync($"further-{i + 2}");

        await HereAsync(_ann, here => here.Here == 1);
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        var whole = await ann.EventAsync<PresenceChanged>();
        Assert.Equal((1, 202, true, 0), (whole.Here, whole.Members, whole.Full, whole.People.Count));

        ann.Forget();
        await ConnectAsync(_bob);
        await PassAsync(2);
        var counted = await ann.EventAsync<PresenceChanged>();
        Assert.Equal((2, 202, 0), (counted.Here, counted.Members, counted.People.Count));
    }

    [Fact]
    public async Task Typing_reaches_the_other_watchers_at_most_once_in_three_seconds()
    {
        var ann = await ConnectAsync(_ann);
        var annsPhone = await ConnectAsync(_ann);
        var bob = await ConnectAsync(_bob);
        foreach (var device in (RawDevice[])[ann, annsPhone, bob]) await device.WatchAsync(_room);
        await bob.EventAsync<PresenceChanged>();

        for (var i = 0; i < 5; i++) Assert.True((await ann.CallAsync<Done>("Type", new Typing(_room))).Ok);
        Assert.Equal(new TypingChanged(_room, _ann.Id), await bob.EventAsync<TypingChanged>());
        await PassAsync(3);
        await SeesAsync(bob, PresenceStates.Online);
        await ann.CallAsync<Done>("Type", new Typing(_room));
        await TestDeadline.UntilAsync(() => bob.Events<TypingChanged>().Count == 2);

        await bob.CallAsync<Done>("Type", new Typing(_room));
        await annsPhone.EventAsync<TypingChanged>(t => t.Person == _bob.Id);
        Assert.DoesNotContain(annsPhone.Events<TypingChanged>().Concat(ann.Events<TypingChanged>()), t => t.Person == _ann.Id);
        Assert.Equal(2, bob.Events<TypingChanged>().Count);
    }

    [Fact]
    public async Task Typing_in_a_small_room_reaches_members_who_look_at_another_and_nobody_else()
    {
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        await ann.EventAsync<PresenceChanged>();
        var bob = await ConnectAsync(_bob);
        var hidden = await ConnectAsync(_bob, hidden: true);
        var carl = await _server.RegisterAsync("carl");
        var stranger = await ConnectAsync(carl);
        Assert.True((await stranger.CallAsync<Done>("LeaveRoom", new LeaveRoom(_room))).Ok);
        await PassAsync(2);

        await ann.CallAsync<Done>("Type", new Typing(_room));
        Assert.Equal(new TypingChanged(_room, _ann.Id), await bob.EventAsync<TypingChanged>());

        // Who comes to look at it hears it as a watcher, once.
        await bob.WatchAsync(_room);
        await PassAsync(3);
        await ann.CallAsync<Done>("Type", new Typing(_room));
        await TestDeadline.UntilAsync(() => bob.Events<TypingChanged>().Count == 2);

        // In a room that has become large, only watchers hear it. What they heard before is all there is.
        for (var i = 0; i < TypingNews.FewMembers; i++) await _server.RegisterAsync($"many{i}");
        await bob.CallAsync<Done>("Unwatch", new UnwatchRequest { Scopes = [$"room:{_room}"] });
        var watcher = await ConnectAsync(_bob);
        await watcher.WatchAsync(_room);
        await PassAsync(3);
        // What else is on its way to them at that time, typing gives way to.
        await ann.EventAsync<PresenceChanged>(p => p.Members == TypingNews.FewMembers + 2);
        await watcher.EventAsync<Beat>();
        await ann.CallAsync<Done>("Type", new Typing(_room));
        await watcher.EventAsync<TypingChanged>();
        Assert.Equal(2, bob.Events<TypingChanged>().Count);
        Assert.Empty(hidden.Events<TypingChanged>());
        Assert.Empty(stranger.Events<TypingChanged>());
    }

    [Fact]
    public async Task Typing_of_somebody_who_is_no_member_or_does_not_watch_is_dropped()
    {
        var ann = await ConnectAsync(_ann);
        await ann.WatchAsync(_room);
        var bob = await ConnectAsync(_bob);

        Assert.True((await bob.CallAsync<Done>("Type", new Typing(_room))).Ok);
        Assert.True((await bob.CallAsync<Done>("Type", new Typing(Guid.NewGuid()))).Ok);
        await bob.WatchAsync(_room);
        Assert.True((await bob.CallAsync<Done>("LeaveRoom", new LeaveRoom(_room))).Ok);
        await bob.WatchAsync(_room);
        await PassAsync(2);
        await ann.EventAsync<PresenceChanged>(p => p.Members == 1);
        Assert.True((await bob.CallAsync<Done>("Type", new Typing(_room))).Ok);

        // Something sent later has arrived, so what was sent before would have.
        await _server.RegisterAsync("carl");
        await _server.RegisterAsync("dora");
        await PassAsync(2);
        await ann.EventAsync<PresenceChanged>(p => p.Members == 3);
        Assert.Empty(ann.Events<TypingChanged>());
    }

    /// <summary>Somebody is here, and the server has taken note of it.</summary>
    private async Task HereAsync(Visitor visitor, Func<PresenceChanged, bool>? match = null)
    {
        var device = await ConnectAsync(visitor);
        await device.WatchAsync(_room);
        await PassAsync(2);
        await device.EventAsync(match ?? (p => p.People.Any(person => person.Person == visitor.Id)));
    }

    private async Task SeesAsync(RawDevice device, string state)
    {
        await PassAsync(2);
        await TestDeadline.UntilAsync(() => device.Events<PresenceChanged>().SelectMany(p => p.People).LastOrDefault(p => p.Person == _bob.Id)?.State == state);
    }

    private static async Task SayAsync(RawDevice device, bool hidden = false, bool away = false)
    {
        device.Says = new BeatAnswer { Hidden = hidden, Away = away };
        Assert.True((await device.CallAsync<Done>("AnswerBeat", device.Says)).Ok);
    }

    private async Task<RawDevice> ConnectAsync(Visitor visitor, bool hidden = false)
    {
        var device = await _server.ConnectAsync(visitor, new Hello { Protocol = Protocol.Version, Client = "test/0", Hidden = hidden });
        device.Says = new BeatAnswer { Hidden = hidden };
        _open.Add(device);
        return device;
    }

    private async Task CloseAsync(RawDevice device)
    {
        var connections = _server.Services.GetRequiredService<ChatConnections>();
        var before = connections.Count;
        _open.Remove(device);
        await device.DisposeAsync();
        await TestDeadline.UntilAsync(() => connections.Count < before);
    }

    /// <summary>Lets time pass second by second; each device gives its sign of life in between, as clients do.</summary>
    private async Task PassAsync(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            foreach (var device in _open) await device.CallAsync<Done>("AnswerBeat", device.Says);
        }
    }
}
