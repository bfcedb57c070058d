using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>A message as lines of text, for people and for programs.</summary>
/// <param name="zone">The time zone in which times are told.</param>
internal sealed class MessageText(TimeZoneInfo zone)
{
    private DateTime _day;

    /// <summary>
    /// One message, with a line for its day when that is another than the last one's; further lines are indented by two.
    /// Where those of several rooms are mixed, its room stands before it.
    /// </summary>
    public string Lines(Message message, Func<Guid, string> nameOf, RoomHeader? room = null)
    {
        var at = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(message.At), zone);
        var text = Inert.Text(Inert.Line(nameOf(message.Author)) + What(message)).Replace("\n", "\n  ", StringComparison.Ordinal);
        var place = room is null ? "" : $"{(room.Private ? '=' : '#')}{Inert.Line(room.Name)} ";
        var line = $"{place}{at.ToString("HH:mm", CultureInfo.InvariantCulture)} {text}";
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

    /// <summary>What follows after the author's name.</summary>
    public static string What(Message message)
    {
        if (message.DeletedBy is not null) return ": (deleted)";
        return message.Notice switch
        {
            null => $": {message.Text}{(message.Version > 1 ? " (edited)" : "")}",
            { Kind: NoticeKinds.Created } notice => $" made the room {notice.Value}",
            { Kind: NoticeKinds.Renamed } notice => $" renamed the room to {notice.Value}",
            { Kind: NoticeKinds.Topic, Value: "" } => " removed the topic",
            { Kind: NoticeKinds.Topic } notice => $" set the topic: {notice.Value}",
            var notice => $": {notice.Kind} {notice.Value}",
        };
    }
}
