using System.Text;
using System.Text.Json;
using Chat.Client;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests;

public sealed class BoundTests(BadInputPlace place) : IClassFixture<BadInputPlace>
{
    private static readonly int Longest = Limits.Default.TextBytes;

    /// <summary>The longest texts, of what takes most room on the wire.</summary>
    public static TheoryData<string> Longests => new("quotes", "backslashes", "newlines", "emoji", "CJK");

    [Theory]
    [MemberData(nameof(Longests))]
    public async Task The_longest_text_passes_and_a_byte_more_does_not(string of)
    {
        var text = LongestText(of);
        await using var client = new ChatConnection(new ChatConnectionOptions { Server = place.Server.Address, Token = place.Ann.Token });
        await client.StartAsync(TestContext.Current.CancellationToken).Within();
        Assert.True((await client.WaitUntilLiveAsync(TestContext.Current.CancellationToken).Within()).Ok);

        var posted = await client.PostAndWaitAsync(place.Room, text, TestContext.Current.CancellationToken).Within();

        Assert.True(posted.Ok, posted.Error?.Message);
        var page = await client.ReadMessagesAsync(new ReadMessages { Room = place.Room, Limit = 1 }, TestContext.Current.CancellationToken).Within();
        Assert.Equal(text, page.Value!.Messages[0].Text);
        Assert.Equal(ErrorCodes.TooLong, (await client.PostAsync(place.Room, text + "!").Within()).Error?.Code);

        // Without a client that checks it, the server does.
        var error = (await place.ChangingNothingAsync(ann => ann.CallAsync("PostMessages",
            place.Fill("""{"room":"$room","messages":[{"id":"$new","text":""") + JsonSerializer.Serialize(text + "!", Plain) + "}]}"))).Refusal();
        Assert.Equal(ErrorCodes.TooLong, error?.Code);
        Assert.Contains("16385", error!.Message);
    }

    [Fact]
    public async Task The_longest_texts_pass_from_the_pages_client_too()
    {
        // One line each: its tool takes no newlines.
        var texts = ((string[])["quotes", "backslashes", "emoji", "CJK"]).Select(LongestText).ToList();
        await using var client = await place.Server.ConnectAsync(place.Ann);
        var before = (await client.CallAsync<MessagesPage>("ReadMessages", new ReadMessages { Room = place.Room })).Value!.Number;

        await using (var page = await NodeTool.StartAsync("post-lines.mjs",
            "--server", $"{place.Server.Address}", "--token", place.Ann.Token, "--room", $"{place.Room}"))
        {
            await page.Input.WriteAsync(string.Join('\n', texts));
            page.Input.Close();
            await page.Output.ReadToEndAsync(TestContext.Current.CancellationToken).Within();
            await page.EndAsync(TestDeadline.Never);
        }

        var posted = new List<string>();
        while (posted.Count < texts.Count)
        {
            // A page may hold fewer of them than there are.
            var read = await client.CallAsync<MessagesPage>("ReadMessages", new ReadMessages { Room = place.Room, After = before });
            posted.AddRange(read.Value!.Messages.Where(m => texts.Contains(m.Text)).Select(m => m.Text));
            Assert.NotEmpty(read.Value.Messages);
            before = read.Value.To;
        }
        Assert.Equal(texts, posted);
    }

    [Fact]
    public async Task Lists_over_their_bound_are_refused()
    {
        var watches = string.Join(',', Enumerable.Repeat("""{"scope":"people"}""", 101));
        var messages = string.Join(',', Enumerable.Range(0, 51).Select(_ => $$"""{"id":"{{Guid.CreateVersion7()}}","text":"a"}"""));
        var ids = string.Join(',', Enumerable.Range(0, 201).Select(_ => $"\"{Guid.NewGuid()}\""));

        foreach (var (method, record) in ((string, string)[])[
            ("Watch", $$"""{"items":[{{watches}}]}"""), ("PostMessages", $$"""{"room":"{{place.Room}}","messages":[{{messages}}]}"""), ("ReadPeople", $$"""{"ids":[{{ids}}]}""")])
            Assert.Equal(ErrorCodes.TooLong, (await place.ChangingNothingAsync(ann => ann.CallAsync(method, record))).Refusal()?.Code);
    }

    [Theory]
    [InlineData("1000000000", 50)]
    [InlineData("2147483647", 50)]
    [InlineData("1", 1)]
    [InlineData("0", 1)]
    [InlineData("-1", 1)]
    [InlineData("-2147483648", 1)]
    public async Task Page_sizes_are_clamped(string limit, int most)
    {
        await using var ann = await RawSocket.GreetAsync(place.Server.Address, place.Ann.Token);
        // Of its own, since the long texts of other tests would fill a page sooner.
        var room = (await ann.CallAsync("CreateRoom", $$"""{"request":"{{Guid.NewGuid()}}","name":"pages","private":true}""")).GetProperty("value").GetProperty("room").GetGuid();
        for (var batch = 0; batch < 2; batch++)
        {
            var messages = string.Join(',', Enumerable.Range(0, 30).Select(_ => $$"""{"id":"{{Guid.CreateVersion7()}}","text":"a"}"""));
            await ann.CallAsync("PostMessages", $$"""{"room":"{{room}}","messages":[{{messages}}]}""");
        }

        foreach (var where in (string[])["", ",\"before\":60", ",\"after\":0", ",\"around\":30", ",\"after\":-9223372036854775808", ",\"before\":9223372036854775807"])
            Assert.Equal(most, (await PageAsync("ReadMessages", $$"""{"room":"{{room}}","limit":{{limit}}{{where}}}""", "messages")).GetArrayLength());
        foreach (var where in (string[])[",\"before\":-9223372036854775808", ",\"after\":9223372036854775807"])
            Assert.Equal(0, (await PageAsync("ReadMessages", $$"""{"room":"{{room}}","limit":{{limit}}{{where}}}""", "messages")).GetArrayLength());
        Assert.InRange((await PageAsync("ListRooms", $$"""{"limit":{{limit}}}""", "rooms")).GetArrayLength(), 1, Math.Max(most, 3));
        Assert.InRange((await PageAsync("ReadMembers", $$"""{"room":"{{room}}","limit":{{limit}}}""", "members")).GetArrayLength(), 1, 2);

        async Task<JsonElement> PageAsync(string method, string record, string list) => (await ann.CallAsync(method, record)).GetProperty("value").GetProperty(list);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string LongestText(string of)
    {
        // A text of nothing but newlines has nothing to read.
        var text = of switch
        {
            "quotes" => new string('"', Longest),
            "backslashes" => new string('\\', Longest),
            "newlines" => "a" + new string('\n', Longest - 2) + "b",
            "emoji" => string.Concat(Enumerable.Repeat("😀", Longest / 4)),
            _ => string.Concat(Enumerable.Repeat("语", (Longest - 1) / 3)) + "a",
        };
        Assert.Equal(Longest, Encoding.UTF8.GetByteCount(text));
        return text;
    }
}
