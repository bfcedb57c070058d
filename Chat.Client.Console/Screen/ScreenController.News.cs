using Chat.Contracts;

namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    private const int MostRead = 20;
    private readonly News _news = new();

    /// <summary>Tells the person of something; none: nothing is told.</summary>
    public Action<ToldNews>? Tells { get; set; }

    private void FollowNews(ChatState state, DateTimeOffset now)
    {
        foreach (var fresh in _news.Take(state, now, IsQuiet))
        {
            var name = Screen.Chat.HeaderOf(fresh.Room)?.Name ?? "";
            Run(async () =>
            {
                var read = await chat.ReadMessagesAsync(new ReadMessages { Room = fresh.Room, After = fresh.After, Limit = MostRead });
                if (NewsOf(fresh, name, read.Value, state.Me) is { } news) Later(() => Tells?.Invoke(news));
                return null;
            });
        }
    }

    // What is muted, and what is on the screen of somebody who is there.
    private bool IsQuiet(Guid room) => Ui.Muted.Contains(room) || (room == Ui.Room && !_away && Ui.Current.Anchor is null);

    private ToldNews? NewsOf(Fresh fresh, string room, MessagesPage? page, Guid? me)
    {
        if (page is null) return new ToldNews(room, null, "", fresh.Number - fresh.After);
        List<Message> said = [.. page.Messages.Where(message => message.Author != me && message.Notice is null && message.DeletedBy is null)];
        if (said.Count == 0) return null;
        var author = page.People.FirstOrDefault(person => person.Id == said[^1].Author) is { } person ? person.DisplayName ?? person.Name : chat.State.NameOf(said[^1].Author);
        return new ToldNews(room, author, said[^1].Text, Math.Max(said.Count, page.Messages.Count < MostRead ? 0 : fresh.Number - fresh.After));
    }
}
