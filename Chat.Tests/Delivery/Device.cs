using Chat.Contracts;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>A bare connection to the hub: calls and events as they are on the wire, no client between.</summary>
internal sealed class Device : IChatHub, IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly Lock _lock = new();
    private readonly List<object> _events = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Device(Uri server, Seat seat)
    {
        Seat = seat;
        _hub = new HubConnectionBuilder()
            .WithUrl(new Uri(server, Protocol.HubPath), options =>
            {
                options.AccessTokenProvider = () => Task.FromResult<string?>(seat.Token);
                options.Transports = HttpTransportType.WebSockets;
                options.SkipNegotiation = true;
            })
            .AddJsonProtocol(options => options.PayloadSerializerOptions = Wire.Json)
            .Build();
        _hub.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
        On<ChangeSet>(nameof(IChatClient.Changes));
        On<Beat>(nameof(IChatClient.Beat));
        On<HeadsChanged>(nameof(IChatClient.Heads));
        On<Draining>(nameof(IChatClient.Draining));
        On<SignedOut>(nameof(IChatClient.SignedOut));
        On<PresenceChanged>(nameof(IChatClient.Presence));
        On<TypingChanged>(nameof(IChatClient.Typing));
    }

    public Seat Seat { get; }

    public Guid Person => Seat.Person;

    /// <summary>Ends with the connection.</summary>
    public Task Closed => _closed.Task.WaitAsync(Wire.Never);

    public bool IsOpen => _hub.State == HubConnectionState.Connected;

    /// <summary>Whether it answers its beats as a client does, and so stays however long a test takes.</summary>
    public bool AnswersBeats { get; init; }

    public static async Task<Device> ConnectAsync(Uri server, Seat seat, bool hello = true, bool answersBeats = false)
    {
        var device = new Device(server, seat) { AnswersBeats = answersBeats };
        await device._hub.StartAsync().WaitAsync(Wire.Never);
        if (hello) await Wire.Ok(device.Hello(new Hello { Protocol = Protocol.Version, Client = "test" }));
        return device;
    }

    /// <summary>The first event of a kind that matches, of all that came and will come.</summary>
    public async Task<T> EventAsync<T>(Func<T, bool>? match = null)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                if (_events.OfType<T>().Where(e => match?.Invoke(e) ?? true).Take(1).ToList() is [var found]) return found;
                news = _news.Task;
            }
            await news.WaitAsync(Wire.Never);
        }
    }

    /// <summary>What came so far of a kind, in order.</summary>
    public IReadOnlyList<T> Events<T>()
    {
        lock (_lock) return [.. _events.OfType<T>()];
    }

    /// <summary>Forgets the events that came so far.</summary>
    public void Forget()
    {
        lock (_lock) _events.Clear();
    }

    public Task<Outcome<T>> CallAsync<T>(string method, object request) =>
        _hub.InvokeCoreAsync<Outcome<T>>(method, [request]).WaitAsync(Wire.Never);

    /// <summary>Sends without waiting for an answer.</summary>
    public Task SendAsync(string method, object request) => _hub.SendCoreAsync(method, [request]);

    public Task<Outcome<Welcome>> Hello(Hello hello) => CallAsync<Welcome>(nameof(Hello), hello);
    public Task<Outcome<WatchAnswers>> Watch(WatchRequest request) => CallAsync<WatchAnswers>(nameof(Watch), request);
    public Task<Outcome<Done>> Unwatch(UnwatchRequest request) => CallAsync<Done>(nameof(Unwatch), request);
    public Task<Outcome<Done>> AnswerBeat(BeatAnswer answer) => CallAsync<Done>(nameof(AnswerBeat), answer);
    public Task<Outcome<HeadsPage>> Heads(HeadsRequest request) => CallAsync<HeadsPage>(nameof(Heads), request);
    public Task<Outcome<PostResults>> PostMessages(PostMessages request) => CallAsync<PostResults>(nameof(PostMessages), request);
    public Task<Outcome<Edited>> EditMessage(EditMessage request) => CallAsync<Edited>(nameof(EditMessage), request);
    public Task<Outcome<Done>> DeleteMessage(DeleteMessage request) => CallAsync<Done>(nameof(DeleteMessage), request);
    public Task<Outcome<MessagesPage>> ReadMessages(ReadMessages request) => CallAsync<MessagesPage>(nameof(ReadMessages), request);
    public Task<Outcome<RoomHead>> CreateRoom(CreateRoom request) => CallAsync<RoomHead>(nameof(CreateRoom), request);
    public Task<Outcome<Done>> RenameRoom(RenameRoom request) => CallAsync<Done>(nameof(RenameRoom), request);
    public Task<Outcome<Done>> SetTopic(SetTopic request) => CallAsync<Done>(nameof(SetTopic), request);
    public Task<Outcome<RoomsPage>> ListRooms(ListRooms request) => CallAsync<RoomsPage>(nameof(ListRooms), request);
    public Task<Outcome<RoomHead>> JoinRoom(JoinRoom request) => CallAsync<RoomHead>(nameof(JoinRoom), request);
    public Task<Outcome<Done>> LeaveRoom(LeaveRoom request) => CallAsync<Done>(nameof(LeaveRoom), request);
    public Task<Outcome<Done>> AddMember(AddMember request) => CallAsync<Done>(nameof(AddMember), request);
    public Task<Outcome<Done>> RemoveMember(RemoveMember request) => CallAsync<Done>(nameof(RemoveMember), request);
    public Task<Outcome<Done>> SetRole(SetRole request) => CallAsync<Done>(nameof(SetRole), request);
    public Task<Outcome<MembersPage>> ReadMembers(ReadMembers request) => CallAsync<MembersPage>(nameof(ReadMembers), request);
    public Task<Outcome<CommonRooms>> ReadCommonRooms(ReadCommonRooms request) => CallAsync<CommonRooms>(nameof(ReadCommonRooms), request);
    public Task<Outcome<ReadMarker>> MarkRead(MarkRead request) => CallAsync<ReadMarker>(nameof(MarkRead), request);
    public Task<Outcome<ReadMarker>> MarkUnread(MarkUnread request) => CallAsync<ReadMarker>(nameof(MarkUnread), request);
    public Task<Outcome<PeopleAnswer>> ReadPeople(ReadPeople request) => CallAsync<PeopleAnswer>(nameof(ReadPeople), request);
    public Task<Outcome<PeopleAnswer>> FindPeople(FindPeople request) => CallAsync<PeopleAnswer>(nameof(FindPeople), request);
    public Task<Outcome<Person>> SetProfile(SetProfile request) => CallAsync<Person>(nameof(SetProfile), request);
    public Task<Outcome<Done>> Type(Typing typing) => CallAsync<Done>(nameof(Type), typing);

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync().AsTask().WaitAsync(Wire.Never);

    private void On<T>(string name) where T : notnull => _hub.On<T>(name, data =>
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            _events.Add(data);
            (news, _news) = (_news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        news.TrySetResult();
        return AnswersBeats && data is Beat ? SendAsync(nameof(AnswerBeat), new BeatAnswer()) : Task.CompletedTask;
    });
}
