using Chat.Contracts;

namespace Chat.Server;

/// <summary>The refusals that more than one feature gives.</summary>
internal static class Refusals
{
    /// <summary>Of rooms, people and messages alike, and whether they don't exist or may not be known of.</summary>
    public static Error NotFound => Final(ErrorCodes.NotFound, "There is no such thing here, or you can't see it.");
    public static Error NotMember => Final(ErrorCodes.NotMember, "Join the room first.");
    public static Error OwnersOnly => Final(ErrorCodes.Forbidden, "Only an owner of the room can do that.");
    public static Error SignedOut => Retry(ErrorCodes.SignedOut, "This session has ended. Sign in again.");
    public static Error HelloFirst => Final(ErrorCodes.HelloFirst, "Call Hello before anything else.");
    public static Error Draining => Retry(ErrorCodes.Draining, "The server is restarting. Try again in a moment.", 1_000);
    public static Error Busy => Retry(ErrorCodes.Busy, "The database is busy. Try again in a moment.", 1_000);
    public static Error StorageFull => Retry(ErrorCodes.StorageFull, "The server's disk is full. Its operator must make room.", 10_000);
    public static Error Unknown => Retry(ErrorCodes.Unknown, "Something went wrong and the outcome isn't known. Send the same again.", 1_000);

    public static Error Invalid(string message) => Final(ErrorCodes.Invalid, message);

    public static Error Final(string code, string message) => new() { Code = code, Message = message, Final = true };

    public static Error Retry(string code, string message, int? after = null) => new() { Code = code, Message = message, Final = false, RetryAfter = after };
}
