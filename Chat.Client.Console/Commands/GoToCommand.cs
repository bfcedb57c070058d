using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

internal sealed class GoToCommand() : SlashCommand("goto", "/goto DAY|NUMBER", "go to a day (2026-11-20, yesterday, friday) or to a message's number")
{
    public override ArgumentKind Takes => ArgumentKind.Day;

    public override async Task<string?> RunAsync(ICommandPlace place, string argument)
    {
        if (place.Room is not { } room) return "No room is shown.";
        var (now, zone) = (place.Now, place.Zone);
        if (long.TryParse(argument.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return ToNumber(place, room, number);
        if (Days.Read(argument, DateOnly.FromDateTime(now.DateTime)) is not { } day)
            return "Say a day, such as 2026-11-20, yesterday or friday, or a message's number.";

        var read = await place.Chat.ReadMessagesAsync(new ReadMessages { Room = room, Since = Days.Start(day, zone).ToUnixTimeMilliseconds(), Limit = 1 });
        if (read.Value is not { } page) return read.Error!.Message;
        place.Later(() => place.ShowNumber(room, page.Messages.Count > 0 ? page.From : null));
        if (page.Messages is not [var first, ..]) return $"Nothing since {Days.Name(day)}. This is the newest.";
        var found = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(first.At), zone).DateTime);
        return found == day ? $"{Days.Name(day)}." : $"Nothing was said on {Days.Name(day)}. Next: {Days.Name(found)}.";
    }

    private static string? ToNumber(ICommandPlace place, Guid room, long number)
    {
        var held = place.Chat.State.Rooms.GetValueOrDefault(room);
        if (number < 1) return "Numbers begin with 1.";
        if (held is not null && number > held.Number) return $"The newest message has the number {held.Number}.";
        if (held?.Header is { } header && number < header.Floor) return $"What is kept begins with number {header.Floor}.";
        place.ShowNumber(room, number);
        return null;
    }
}
