using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public Task<Outcome<Welcome>> Hello(Hello hello, Greeting greeting) => greeting.GreetAsync(Connection, hello);

    public Task<Outcome<WatchAnswers>> Watch(WatchRequest request, Watching watching) =>
        watching.WatchAsync(Connection, request);

    public Outcome<Done> Unwatch(UnwatchRequest request, Watching watching)
    {
        watching.Unwatch(Connection, request.Scopes ?? []);
        return Done.Value;
    }

    public Outcome<Done> AnswerBeat(BeatAnswer answer)
    {
        if (Connection.SetPresence(answer.Hidden, answer.Away)) connections.Tell(Connection);
        return Done.Value;
    }

    public Task<Outcome<HeadsPage>> Heads(HeadsRequest request, RoomHeads heads) => heads.ReadAsync(Caller, request);

    /// <summary>Where calls go whose record can't be read, see <see cref="ChatHubProtocol"/>.</summary>
    public Outcome<Done> Refuse(UnreadableCall call) => call.Error;
}
