using System.Globalization;

namespace Chat.Benchmarks;

/// <summary>What a running process has taken, from <c>/proc</c>.</summary>
internal sealed class ProcessFigures(int id)
{
    // USER_HZ: the unit of /proc/PID/stat, the same on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>CPU time until now, user and system.</summary>
    public TimeSpan Cpu
    {
        get
        {
            // proc(5): fields 14 and 15; counted behind the name, which may have spaces in it.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

    /// <summary>Resident memory in bytes (VmRSS).</summary>
    public long Resident => Status("VmRSS:");

    /// <summary>The most resident memory that it ever had, in bytes (VmHWM).</summary>
    public long Peak => Status("VmHWM:");

    private long Status(string name)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
