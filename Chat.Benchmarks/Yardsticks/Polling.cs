using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Chat.Benchmarks;

/// <summary>What WebSockets replaced: a room in memory that is asked over HTTP. JSON, nothing kept on disk.</summary>
internal sealed class Polling
{
    /// <summary>Asks for what was said after the query's <c>after</c>; answers at once.</summary>
    public const string PollPath = "/poll";

    /// <summary>The same, but waits until something is said, or for <see cref="MostWaited"/>.</summary>
    public const string LongPollPath = "/long-poll";

    /// <summary>Takes a text as the body.</summary>
    public const string SayPath = "/say";

    private static readonly TimeSpan MostWaited = TimeSpan.FromSeconds(25);

    private readonly Lock _lock = new();
    private readonly List<string> _said = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Maps the paths.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet(PollPath, (int after) => Since(after).Page);
        app.MapGet(LongPollPath, async (int after, CancellationToken gone) =>
        {
            var (page, news) = Since(after);
            if (page.Texts.Count > 0) return page;
            await Task.WhenAny(news, Task.Delay(MostWaited, gone));
            return Since(after).Page;
        });
        app.MapPost(SayPath, async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            Say(await reader.ReadToEndAsync());
        });
    }

    private (Page Page, Task News) Since(int after)
    {
        lock (_lock) return (new Page(_said.Count, _said[Math.Min(after, _said.Count)..]), _news.Task);
    }

    private void Say(string text)
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            _said.Add(text);
            (news, _news) = (_news, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        news.SetResult();
    }

    /// <summary>What was said after a number.</summary>
    /// <param name="Next">Ask again after this.</param>
    /// <param name="Texts">The texts.</param>
    internal sealed record Page(int Next, IReadOnlyList<string> Texts)
    {
        /// <summary>The path and query of the next question.</summary>
        public string NextQuestion(string path) => string.Create(CultureInfo.InvariantCulture, $"{path}?after={Next}");
    }
}
