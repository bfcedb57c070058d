using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Chat.Client.Cli;

/// <summary>Options that several verbs have, with the same name and meaning everywhere.</summary>
internal static class VerbOptions
{
    public static Option<bool> Json() => new("--json") { Description = "One JSON object per line." };

    /// <summary>A number of at least <paramref name="least"/>; anything else is wrong usage.</summary>
    public static Option<long?> Number(string name, string description, string help, long least = 0)
    {
        var option = new Option<long?>(name) { Description = description, HelpName = help };
        option.Validators.Add(result =>
        {
            if (NumberOf(result) < least) result.AddError($"{name} is {least} or more.");
        });
        return option;
    }

    /// <summary>Seconds, from 1 to a day.</summary>
    public static Option<int> Timeout(string description)
    {
        var option = new Option<int>("--timeout") { Description = description, DefaultValueFactory = _ => 30, HelpName = "seconds" };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is < 1 or > 86_400) result.AddError("--timeout is 1 to 86400 seconds.");
        });
        return option;
    }

    // Asking for the value would throw on what is no number, which is reported anyway.
    private static long NumberOf(SymbolResult result) =>
        result.Tokens is [var token] && long.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
}
