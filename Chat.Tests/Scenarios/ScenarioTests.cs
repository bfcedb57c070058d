namespace Chat.Tests.Scenarios;

/// <summary>Every scenario file, run against the C# engine. The page's engine runs the same files.</summary>
public sealed class ScenarioTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static TheoryData<string> Files() =>
        [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Engine_does_as_the_scenario_says(string file) =>
        new ScenarioRunner(Scenario.Read(Path.Combine(Folder, file + ".json"))).Run();
}
