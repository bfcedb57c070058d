using System.CommandLine;

namespace Chat.Client.Cli;

/// <summary>The argument that means a room.</summary>
internal static class RoomArgument
{
    public static Argument<string> Make() => new("room") { Description = "The room's name, as in general or '#general', or its id." };
}
