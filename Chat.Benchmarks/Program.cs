namespace Chat.Benchmarks;

internal static class Program
{
    public static Task<int> Main(string[] args) => BenchmarkCommand.Make().Parse(args).InvokeAsync();
}
