using System.Text.Encodings.Web;
using System.Text.Json;
using Chat.Client;
using Chat.Contracts;
using CsCheck;

namespace Chat.Tests.Client;

public sealed class MessageTextTests
{
    private static readonly JsonSerializerOptions Wire =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = ChatJson.Default };

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n\u00a0\u3000")]
    public void Text_without_anything_to_show_is_empty(string text) => Assert.Equal(ErrorCodes.Empty, Check(text));

    [Theory]
    [InlineData("a\0b")]
    [InlineData("bell\a")]
    [InlineData("\u001b[31mred")]
    [InlineData("del\u007f")]
    public void Control_characters_are_forbidden(string text) => Assert.Equal(ErrorCodes.ForbiddenCharacters, Check(text));

    // As character codes: a test's name has to be Unicode, and these are not.
    [Theory]
    [InlineData('a', 0xd83d)]
    [InlineData(0xd83d, 'a')]
    [InlineData(0xde00, 0xd83d)]
    [InlineData('a', 0xde00)]
    public void Half_a_surrogate_pair_is_forbidden(int first, int second) =>
        Assert.Equal(ErrorCodes.ForbiddenCharacters, Check($"{(char)first}{(char)second}"));

    [Theory]
    [InlineData("Grüße, 上海 🌊\n\tdone")]
    [InlineData("👩‍👩‍👧‍👦")]
    public void What_people_write_is_taken(string text) => Assert.Null(Check(text));

    [Fact]
    public void Limit_counts_bytes_of_UTF8()
    {
        Assert.Null(Check(new string('é', 8_192)));
        Assert.Equal(ErrorCodes.TooLong, Check(new string('é', 8_192) + "a"));
    }

    [Fact]
    public void Line_ends_become_LF() => Assert.Equal("a\nb\nc\n\nd", MessageText.Normalize("a\r\nb\rc\n\r\nd"));

    [Fact]
    public void Estimate_of_the_bytes_on_the_wire_is_never_too_low() => Gen.String[0, 300].Sample(text =>
    {
        var normal = MessageText.Normalize(text);
        if (MessageText.Check(normal, Limits.Default) is not null) return;
        var message = new NewMessage { Id = Guid.NewGuid(), Text = normal, ComposedAt = long.MaxValue, Seen = long.MaxValue };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(message, Wire).Length;
        Assert.InRange(bytes, 1, MessageText.MostBytes(normal));
    });

    private static string? Check(string text) => MessageText.Check(text, Limits.Default)?.Code;
}
