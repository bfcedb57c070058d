using Chat.Tests.Console;
using Chat.Tests.Delivery;
using Xunit.Runner.InProc.SystemConsole;

namespace Chat.Tests;

/// <summary>The tests' own program: xunit's console runner, and beside it the parts that fault runs start as processes of their own.</summary>
internal static class EntryPoint
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["recorder"] => await RecorderProgram.RunAsync(System.Console.In, System.Console.Out),
        ["cycles", var count] => await CyclesProgram.RunAsync(count, System.Console.Out),
        ["hold", var what, var database] => await DatabaseHolder.RunAsync(what, database, System.Console.In, System.Console.Out),
        ["crashing-screen", var place, var sign] => await CrashingScreen.RunAsync(place, sign),
        ["delivery-report", .. var names] => await DeliveryReportCommand.RunAsync(names),
        _ => await ConsoleRunner.Run(args),
    };
}
