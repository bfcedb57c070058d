using System.Text.Json;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>One JSON object on one line. Everything outside ASCII is escaped, so that a terminal can be shown it as it is.</summary>
internal static class JsonLine
{
    /// <summary>A room, for what was done with it.</summary>
    public static string Room(RoomHeader room) => Write(writer =>
    {
        writer.WriteString("room", room.Id);
        writer.WriteString("roomName", room.Name);
    });

    public static string Write(Action<Utf8JsonWriter> fields)
    {
        using var line = new MemoryStream();
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(line.ToArray());
    }
}
