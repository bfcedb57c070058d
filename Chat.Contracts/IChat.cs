namespace Chat.Contracts;

/// <summary>What a client calls. Every method takes one record and answers one <see cref="Outcome{T}"/>; features add their methods in partials.</summary>
public partial interface IChatHub;

/// <summary>What the server sends. Every event carries one record; features add their events in partials.</summary>
public partial interface IChatClient;
