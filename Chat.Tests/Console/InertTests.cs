using Chat.Client.Cli;

namespace Chat.Tests.Console;

public sealed class InertTests
{
    [Theory]
    [InlineData("\e[31mred\e[0m", "␛[31mred␛[0m")]
    [InlineData("\e]0;title\a", "␛]0;title␇")]
    [InlineData("\e]52;c;aGk=\e\\", "␛]52;c;aGk=␛\\")]
    [InlineData("a\0b\bc\rd\ve\ff\u007fg", "a␀b␈c␍d␋e␌f␡g")]
    [InlineData("\u009b31m\u0085\u0090", "\uFFFD31m\uFFFD\uFFFD")]
    [InlineData("user\u202Egnp.exe", "user␦gnp.exe")]
    [InlineData("\u2066a\u2067b\u2068c\u2069\u202A\u202B\u202C\u202D", "␦a␦b␦c␦␦␦␦␦")]
    [InlineData("\u200Ea\u200Fb\u061C", "␦a␦b␦")]
    [InlineData("a\u2028b\u2029c", "a␤b␤c")]
    [InlineData("a\u200Bb\u2060c\uFEFFd\u00ADe\u180Ef", "a·b·c·d·e·f")]
    [InlineData("a\u200Db\u200Cc", "a·b·c")]
    [InlineData("\u3164\u115F\u1160\uFFA0\u2800", "·····")]
    [InlineData("\U000E0041\U000E007F", "··")]
    [InlineData("\uE000\uFFFF\U000F0000", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("\u0301alone", "◌\u0301alone")]
    [InlineData("a \u0301", "a ◌\u0301")]
    [InlineData("a\u0301\u0302\u0303\u0304\u0305\u0306b", "a\u0301\u0302\u0303\u0304b")]
    [InlineData("❤\uFE0F ✔\uFE0E", "❤ ✔")]
    [InlineData("a\tb", "a    b")]
    [InlineData("line\nline", "line\nline")]
    public void What_could_harm_a_terminal_becomes_a_visible_sign(string hostile, string shown) =>
        Assert.Equal(shown, Inert.Text(hostile));

    // Not among the cases above: attributes can't hold broken text.
    [Fact]
    public void Half_a_character_becomes_a_visible_sign() => Assert.Equal("a\uFFFDb\uFFFDc", Inert.Text("a\uD800b\uDC00c"));

    [Theory]
    [InlineData("plain ASCII, all of it: ~!@#$%^&*()_+{}|:\"<>?`-=[]\\;',./")]
    [InlineData("中位数好。涨潮时我在船台对过标尺")]
    [InlineData("ممتاز! هل يمكن")]
    [InlineData("נועה לוי")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("क्\u200Dष")]
    [InlineData("👩\u200D🚀 👍🏽 🇩🇪 🌊")]
    [InlineData("Świątek déjà vu, e\u0301")]
    [InlineData("한국어 ไทย")]
    public void What_people_write_stays_as_it_is(string text) => Assert.Equal(text, Inert.Text(text));

    [Fact]
    public void A_place_of_one_line_stays_one_line() => Assert.Equal("a␊b␍␊c d", Inert.Line("a\nb\r\nc\td"));

    [Fact]
    public void Nothing_in_any_text_is_a_control_a_direction_or_wider_than_the_table()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, 40).Select(_ => (char)Pick(random))]);
            var inert = Inert.Text(text);
            Assert.DoesNotContain(inert, c => (char.IsControl(c) && c != '\n') || c is '\u061C' or '\u200B' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF');
            Assert.Equal(inert, Inert.Text(inert));
            Assert.All(Glyph.Of(inert, default), g => Assert.True(g.Text == "\n" ? g.Width == 0 : g.Width is 1 or 2));
        }
    }

    // Half of it from where the dangers are.
    private static int Pick(Random random) => random.Next(8) switch
    {
        0 => random.Next(0x20),
        1 => random.Next(0x7F, 0xA0),
        2 => random.Next(0x2000, 0x2070),
        3 => random.Next(0x300, 0x370),
        4 => random.Next(0xD800, 0xE000),
        _ => random.Next(0x20, 0x10000),
    };
}
