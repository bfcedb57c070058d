using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>People whose user name begins with a text, whatever the case; at most 20.</summary>
    public Task<Outcome<PeopleAnswer>> FindPeopleAsync(string text, CancellationToken cancellationToken = default) =>
        AskAsync<PeopleAnswer>(nameof(IChatHub.FindPeople), new FindPeople(text), cancellationToken);
}
