using System.Globalization;

namespace Chat.Client.Cli;

/// <summary>Days as people type and read them, by the clock on their wall.</summary>
internal static class Days
{
    /// <summary>A day written as <c>2026-11-20</c>, or <c>today</c>, <c>yesterday</c>, or the latest of a weekday, by its first three letters at least.</summary>
    public static DateOnly? Read(string text, DateOnly today)
    {
        var word = text.Trim().ToLowerInvariant();
        if (word == "today") return today;
        if (word == "yesterday") return today.AddDays(-1);
        if (DateOnly.TryParseExact(word, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (word.Length < 3) return null;
        for (var back = 0; back < 7; back++)
            if (today.AddDays(-back).DayOfWeek.ToString().StartsWith(word, StringComparison.OrdinalIgnoreCase)) return today.AddDays(-back);
        return null;
    }

    /// <summary>The first moment of a day: where clocks skip midnight the next one that they show, where they show it twice the first.</summary>
    public static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone)
    {
        var start = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start)) start = start.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(start) ? zone.GetAmbiguousTimeOffsets(start).Max() : zone.GetUtcOffset(start);
        return new DateTimeOffset(start, offset);
    }

    /// <summary>A day as it is told, short enough for a narrow terminal: <c>Fri 20 Nov 2026</c>.</summary>
    public static string Name(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);
}
