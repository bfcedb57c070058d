using System.Diagnostics;
using System.Globalization;
using Chat.Tests.Support;

namespace Chat.Tests.Pages;

/// <summary>A picture of the page beside the one that was looked at and approved.</summary>
internal static class ApprovedPicture
{
    /// <summary>Pixels that may differ: a machine smooths a few letters in another way.</summary>
    private const int Few = 250;

    /// <summary>Compares, or approves when <c>APPROVE=1</c> is set.</summary>
    /// <param name="name">The picture's name.</param>
    /// <param name="actual">The picture, as PNG.</param>
    /// <returns>What is wrong, and what to do; null when they agree.</returns>
    public static async Task<string?> FaultAsync(string name, byte[] actual)
    {
        var approved = Repository.File("Chat.Tests", "Pages", "Approved", $"{name}.png");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(approved)!);
            // What differs too little to be seen is left, so that an approval changes no more pictures than it must.
            if (File.Exists(approved) && await DifferenceAsync(name, approved, actual) <= Few) return null;
            await File.WriteAllBytesAsync(approved, actual);
            return null;
        }

        const string How = "Look at it; if it is as it should be, approve it: APPROVE=1 ./test.sh DesignPage";
        if (!File.Exists(approved))
        {
            await File.WriteAllBytesAsync(Result($"{name}.actual.png"), actual);
            return $"Nobody has approved {Result($"{name}.actual.png")}. {How}";
        }
        var differ = await DifferenceAsync(name, approved, actual);
        return differ <= Few
            ? null
            : $"{name} differs in {differ:N0} pixels from the picture that was approved: {Result($"{name}.difference.png")} shows where. {How}";
    }

    private static async Task<int> DifferenceAsync(string name, string approved, byte[] actual)
    {
        await File.WriteAllBytesAsync(Result($"{name}.actual.png"), actual);
        using var compare = Process.Start(new ProcessStartInfo("node",
            [Repository.File("Chat.Client.Web", "tools", "compare.mjs"), approved, Result($"{name}.actual.png"), Result($"{name}.difference.png")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = compare.StandardError.ReadToEndAsync();
        var said = await compare.StandardOutput.ReadToEndAsync();
        await compare.WaitForExitAsync();
        Assert.True(compare.ExitCode == 0, await errors);
        return int.Parse(said, CultureInfo.InvariantCulture);
    }

    private static string Result(string file) => Path.Combine(Directory.CreateDirectory(Repository.File("TestResults", "Pages")).FullName, file);
}
