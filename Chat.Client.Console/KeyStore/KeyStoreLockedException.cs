namespace Chat.Client.Cli;

/// <summary>The key store is locked and stays so.</summary>
/// <param name="message">What people are told.</param>
internal sealed class KeyStoreLockedException(string message) : Exception(message)
{
    public const string Locked = "The key store is locked; unlock it to have it used.";
}
