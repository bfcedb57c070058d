using Chat.Contracts;

namespace Chat.Client;

public sealed partial class ChatConnection
{
    /// <summary>People whose user name, or a word of whose display name, begins with a text, whatever the case; at most 20.</summary>
    public Task<Outcome<PeopleAnswer>> FindPeopleAsync(string text, CancellationToken cancellationToken = default) =>
        AskAsync<PeopleAnswer>(nameof(IChatHub.FindPeople), new FindPeople(text), cancellationToken);

    /// <summary>Sets how one is shown, whole: what is left out is taken away.</summary>
    public Task<Outcome<Person>> SetProfileAsync(string? displayName, int? colour, CancellationToken cancellationToken = default) =>
        AskAsync<Person>(nameof(IChatHub.SetProfile), new SetProfile { DisplayName = displayName, Colour = colour }, cancellationToken);
}
