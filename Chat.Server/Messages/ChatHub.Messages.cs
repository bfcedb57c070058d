using Chat.Contracts;

namespace Chat.Server;

public sealed partial class ChatHub
{
    public async Task<Outcome<PostResults>> PostMessages(PostMessages request, RoomLog log, ChatDatabase database, PostRates rates)
    {
        if (request.Messages is not { Count: > 0 } || request.Messages.Any(m => m is null)) return Refusals.Invalid("messages: send one at least.");
        if (request.Messages.Count > Limits.Default.PostMessages)
            return Refusals.Final(ErrorCodes.TooLong, $"Post at most {Limits.Default.PostMessages} messages a call.");
        return await log.RunAsync(new PostMessagesChange(Caller, request, database.HashKey, rates));
    }

    public Task<Outcome<Edited>> EditMessage(EditMessage request, RoomLog log) => log.RunAsync(new EditMessageChange(Caller, request));

    public Task<Outcome<Done>> DeleteMessage(DeleteMessage request, RoomLog log) => log.RunAsync(new DeleteMessageChange(Caller, request));

    public Outcome<MessagesPage> ReadMessages(ReadMessages request, MessageReader reader) => reader.Read(Caller, request);
}
