using Chat.Contracts;

namespace Chat.Client;

/// <summary>What the engine wants its shell to do.</summary>
internal abstract record Effect;

/// <summary>Open a socket.</summary>
internal sealed record ConnectEffect : Effect;

/// <summary>Close the socket, and report nothing more of it.</summary>
internal sealed record DisconnectEffect : Effect;

/// <summary>Make a call, and report its answer or failure.</summary>
internal sealed record CallEffect(Call Call) : Effect;

/// <summary>Send without waiting for an answer.</summary>
internal sealed record SendEffect(string Method, object Request) : Effect;

/// <summary>Write an entry to the disk, in place of what is there under its id, and report it.</summary>
internal sealed record StoreEffect(OutboxEntry Entry) : Effect;

/// <summary>Remove an entry from the disk.</summary>
internal sealed record ForgetEffect(Guid Id) : Effect;

/// <summary>The outbox of this person is wanted.</summary>
internal sealed record LoadEffect(Guid Person) : Effect;

/// <summary>The outcome of a request, for the one who asked.</summary>
internal sealed record ReplyEffect(Action Deliver) : Effect;

/// <summary>A post got its result; for those who wait for it. No part of the common document: the page has nobody who waits.</summary>
internal sealed record PostedEffect(Guid Id, Outcome<PostResult> Outcome) : Effect;

/// <summary>There is something to draw.</summary>
internal sealed record ChangedEffect : Effect;
