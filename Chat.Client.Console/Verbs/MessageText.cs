using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>A message as lines of text, for people and for programs.</summary>
/// <param name="zone">The time zone in which times are told.</param>
internal sealed class MessageText(TimeZoneInfo zone)
{
    private DateTime _day;

    /// <summary>One message, with a line for its day when that is another than the last one's; further lines are indented by two.</summary>
    public string Lines(Message message, Func<Guid, string> nameOf)
    {
        var at = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.At), zone);
        var text = Inert.Text(Said(message, nameOf)).Replace("\n", "\n  ", StringComparison.Ordinal);
        var line = $"{at.ToString("HH:mm", CultureInfo.InvariantCulture)} {text}";
        if (at.Date == _day) return line;
        _day = at.Date;
        return $"-- {at.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)}\n{line}";
    }

    /// <summary>One message as one JSON object.</summary>
    public static string Json(Message message, RoomHeader room, Func<Guid, string> nameOf) => JsonLine.Write(writer =>
    {
        writer.WriteString("room", room.Id);
        writer.WriteString("roomName", room.Name);
        writer.WriteNumber("number", message.Number);
        writer.WriteString("id", message.Id);
        writer.WriteString("at", DateTimeOffset.FromUnixTimeMilliseconds(message.At));
        writer.WriteString("author", message.Author);
        writer.WriteString("authorName", nameOf(message.Author));
        writer.WriteString("text", message.Text);
        writer.WriteNumber("version", message.Version);
        if (message.DeletedBy is { } by) writer.WriteString("deletedBy", by);
        if (message.Notice is not { } notice) return;
        writer.WriteStartObject("notice");
        writer.WriteString("kind", notice.Kind);
        writer.WriteString("value", notice.Value);
        writer.WriteEndObject();
    });

    private static string Said(Message message, Func<Guid, string> nameOf)
    {
        var who = Inert.Line(nameOf(message.Author));
        if (message.DeletedBy is not null) return $"{who}: (deleted)";
        return message.Notice switch
        {
            null => $"{who}: {message.Text}{(message.Version > 1 ? " (edited)" : "")}",
            { Kind: NoticeKinds.Created } notice => $"{who} made the room {notice.Value}",
            { Kind: NoticeKinds.Renamed } notice => $"{who} renamed the room to {notice.Value}",
            { Kind: NoticeKinds.Topic, Value: "" } => $"{who} removed the topic",
            { Kind: NoticeKinds.Topic } notice => $"{who} set the topic: {notice.Value}",
            var notice => $"{who}: {notice.Kind} {notice.Value}",
        };
    }
}
