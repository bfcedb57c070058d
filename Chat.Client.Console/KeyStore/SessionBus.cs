using System.Runtime.InteropServices;

namespace Chat.Client.Cli;

/// <summary>The bus over which the programs of a desktop speak with each other (D-Bus).</summary>
internal static class SessionBus
{
    /// <summary>Its address: what the environment says, else its usual socket; none: there is none.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="runtimeFolders">Where each user has a folder, by number.</param>
    public static string? Address(Func<string, string?> environment, string runtimeFolders = "/run/user")
    {
        if (environment("DBUS_SESSION_BUS_ADDRESS") is { Length: > 0 } named) return named;

        // What cron starts knows of no bus, and yet there is one while its owner is signed in to a desktop.
        var folder = environment("XDG_RUNTIME_DIR") is { Length: > 0 } set ? set : Path.Combine(runtimeFolders, $"{EffectiveUser()}");
        var socket = Path.Combine(folder, "bus");
        return File.Exists(socket) ? "unix:path=" + Uri.EscapeDataString(socket) : null;
    }

    // Nothing but blittable types, which need no generated marshalling.
    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint EffectiveUser();
}
