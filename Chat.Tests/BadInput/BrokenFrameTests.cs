using System.Net.WebSockets;
using System.Text;

namespace Chat.Tests;

public sealed class BrokenFrameTests(BadInputPlace place) : IClassFixture<BadInputPlace>
{
    /// <summary>Frames that are no frames.</summary>
    public static TheoryData<string, string> Frames => new()
    {
        { "cut off", """{"type":1,"target":"PostMessages","arguments":[{"room":"$room","messages":[{"id":"$new","text":"a"}""" },
        { "no JSON", "post hello to $room" },
        { "a list", "[1]" },
        { "without a type", """{"target":"PostMessages","arguments":[{"room":"$room","messages":[{"id":"$new","text":"a"}]}]}""" },
        { "without a target", """{"type":1,"arguments":[{"room":"$room","messages":[{"id":"$new","text":"a"}]}]}""" },
        { "without arguments", """{"type":1,"target":"PostMessages"}""" },
        { "deep", """{"type":1,"target":"PostMessages","arguments":[{"room":"$room","messages":[{"id":"$new","text":"a","more":#deep}]}]}""" },
        { "129 KB", """{"type":1,"target":"PostMessages","arguments":[{"room":"$room","messages":[{"id":"$new","text":"#large"}]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public async Task A_broken_frame_closes_its_connection_alone_with_a_close_frame_and_changes_nothing(string what, string frame)
    {
        await using var other = await RawSocket.GreetAsync(place.Server.Address, place.Ann.Token);
        frame = place.Fill(frame)
            .Replace("#deep", new string('[', 1_000) + new string(']', 1_000), StringComparison.Ordinal)
            .Replace("#large", new string('a', 129 * 1024), StringComparison.Ordinal);

        var (frames, status) = await place.ChangingNothingAsync(async ann =>
        {
            await ann.SendAsync(frame);
            return (await ann.UntilClosedAsync(), ann.CloseStatus);
        });

        var last = frames[^1];
        Assert.True(last.GetProperty("type").GetInt32() == 7, what);
        Assert.NotEmpty(last.GetProperty("error").GetString()!);
        Assert.NotNull(status);
        Assert.True((await other.CallAsync("Heads", "{}")).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Broken_UTF8_in_a_text_frame_ends_the_socket_as_its_protocol_says()
    {
        var status = await place.ChangingNothingAsync(async ann =>
        {
            await ann.SendAsync([.. Encoding.UTF8.GetBytes("{\"type\":6,\"x\":\""), 0xE9, (byte)'"', (byte)'}']);
            try
            {
                await ann.UntilClosedAsync();
            }
            catch (WebSocketException)
            {
                // The server may be gone before its close frame is read.
            }
            return ann.CloseStatus;
        });

        Assert.True(status is null or WebSocketCloseStatus.InvalidPayloadData, $"{status}");
    }

    [Fact]
    public async Task A_frame_of_128_KB_is_read()
    {
        await using var ann = await RawSocket.GreetAsync(place.Server.Address, place.Ann.Token);
        var padding = new string(' ', (128 * 1024) - 200);

        Assert.True((await ann.CallAsync("Heads", "{}" + padding)).GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task What_the_protocol_does_not_know_is_ignored()
    {
        await using var ann = await RawSocket.GreetAsync(place.Server.Address, place.Ann.Token);

        await ann.SendAsync("""{"type":6}""");
        await ann.SendAsync("""{"type":99,"planet":"Mars"}""");
        var outcome = await ann.CallAsync("Heads", """{"planet":"Mars","moons":[{"name":"Phobos"}]}""");

        Assert.True(outcome.GetProperty("ok").GetBoolean());
    }
}
