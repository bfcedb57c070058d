namespace Chat.Client.Cli;

/// <summary>What a token is called in the key store.</summary>
/// <param name="Name">Random, so nothing else is called so.</param>
/// <param name="Collection">What it was put into (a keyring, a wallet, a database), of which several may be open, or none.</param>
internal sealed record StoredEntry(string Name, string? Collection);
