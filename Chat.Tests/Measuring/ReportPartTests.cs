using Chat.Benchmarks;

namespace Chat.Tests.Measuring;

public sealed class ReportPartTests
{
    private const string Page = "\n## The page\n\n| what | figure |\n|---|--:|\n| script | 52 kB |\n";
    private const string Console = "\n## The console\n\nA line.\n";

    [Fact]
    public void A_run_of_the_servers_benchmarks_keeps_what_the_report_says_of_the_page()
    {
        Assert.Equal(Page, ReportPart.Of($"# Benchmarks\n\n## Pictures\n\n![a](a.svg)\n{Page}", "The page"));
        Assert.Equal(Page, ReportPart.Of($"# Benchmarks\n{Page}\n## Pictures\n\n![a](a.svg)\n", "The page"));
        Assert.Equal("", ReportPart.Of("# Benchmarks\n\n## Pictures\n", "The page"));
        Assert.Equal("", ReportPart.Of("", "The page"));
    }

    [Fact]
    public void A_part_that_is_written_anew_takes_its_own_place_and_leaves_the_others()
    {
        const string Anew = "\n## The console\n\nAnother line.\n";

        Assert.Equal($"# Benchmarks\n{Page}{Anew}", ReportPart.Replace($"# Benchmarks\n{Page}{Console}", "The console", Anew));
        Assert.Equal($"# Benchmarks\n{Anew}{Page}", ReportPart.Replace($"# Benchmarks\n{Console}{Page}", "The console", Anew));
        Assert.Equal($"# Benchmarks\n{Page}{Anew}", ReportPart.Replace($"# Benchmarks\n{Page}", "The console", Anew));
    }
}
