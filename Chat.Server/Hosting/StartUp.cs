using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>Whether the server is still starting: until then what goes wrong is told in one line, not by a stack.</summary>
internal sealed class StartUp
{
    /// <summary>Whether the server has started.</summary>
    public bool IsOver { get; set; }
}

internal static class StartUpErrors
{
    /// <summary>Runs the server to its end; the result is the process's.</summary>
    public static async Task<int> RunToEndAsync(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return Environment.ExitCode;
        }
        catch (Exception e) when (Sentence(e) is not null)
        {
            await Console.Error.WriteLineAsync(Sentence(e));
            return 1;
        }
    }

    /// <summary>One line for what the operator can do something about; none for surprises.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        CannotStartException e => e.Message,
        OptionsValidationException e => string.Join(" ", e.Failures),
        IOException { InnerException: AddressInUseException } e => $"{e.Message.TrimEnd('.')}. Stop what listens there, or choose another with --urls.",
        System.Net.Sockets.SocketException e => $"The server can't listen: {e.Message}. Choose another address with --urls.",
        _ => null,
    };
}
