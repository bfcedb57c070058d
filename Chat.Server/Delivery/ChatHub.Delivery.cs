using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public Outcome<Welcome> Hello(Hello hello, Greeting greeting) => greeting.Greet(Connection, hello);

    public Outcome<WatchAnswers> Watch(WatchRequest request, Watching watching) => watching.Watch(Connection, request);

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

    public Outcome<HeadsPage> Heads(HeadsRequest request, RoomHeads heads) => heads.Read(Caller, request);

    /// <summary>Where calls go whose record can't be read, see <see cref="ChatHubProtocol"/>.</summary>
    public Outcome<Done> Refuse(UnreadableCall call) => call.Error;
}
