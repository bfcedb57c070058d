using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public Outcome<Done> Type(Typing typing, TypingNews news)
    {
        news.Type(Connection, typing.Room);
        return Done.Value;
    }
}
