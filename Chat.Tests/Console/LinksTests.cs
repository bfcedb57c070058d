using Chat.Client.Cli;

namespace Chat.Tests.Console;

public sealed class LinksTests
{
    [Theory]
    [InlineData("see https://harbour.example/outlook.", "https://harbour.example/outlook", "https://harbour.example/outlook")]
    [InlineData("(http://harbour.example/a_(b))", "http://harbour.example/a_(b)", "http://harbour.example/a_(b)")]
    [InlineData("HTTPS://Harbour.Example/Ü", "HTTPS://Harbour.Example/Ü", "https://harbour.example/%C3%9C")]
    [InlineData("https://bücher.example/", "https://bücher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("http://a.example/x;id=1", "http://a.example/x;id=1", "http://a.example/x;id=1")]
    public void An_address_is_told_to_the_terminal_in_plain_ASCII(string text, string shown, string target) =>
        Assert.Contains((shown, target), Links.Split(Inert.Text(text)));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://harbour.example/")]
    [InlineData("https://")]
    [InlineData("http://[nonsense")]
    [InlineData("nothing at all")]
    public void Nothing_else_is_a_link(string text) => Assert.All(Links.Split(text), piece => Assert.Null(piece.Target));

    [Theory]
    [InlineData("http://a.example/\e]8;;http://b.example\e\\")]
    [InlineData("http://a.example/\a\u009c\u202E")]
    [InlineData("http://a.example/\u200D\uFE0F\U000E0041")]
    public void No_target_holds_anything_but_printable_ASCII(string hostile)
    {
        var inert = Inert.Text(hostile);
        Assert.Equal(inert, string.Concat(Links.Split(inert).Select(piece => piece.Text)));
        Assert.All(Links.Split(inert), piece => Assert.True(piece.Target is null || piece.Target.All(c => c is > ' ' and < '\x7F')));
    }
}
