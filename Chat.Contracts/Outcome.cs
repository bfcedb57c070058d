namespace Chat.Contracts;

/// <summary>What a hub method answers: a value, or a named refusal that changed nothing.</summary>
/// <typeparam name="T">The value of a call that was carried out.</typeparam>
public sealed record Outcome<T>
{
    /// <summary>Whether the call was carried out.</summary>
    public required bool Ok { get; init; }

    /// <summary>The answer, when <see cref="Ok"/>.</summary>
    public T? Value { get; init; }

    /// <summary>The refusal, when not <see cref="Ok"/>.</summary>
    public Error? Error { get; init; }

    /// <summary>The call was carried out and answers <paramref name="value"/>.</summary>
    public static implicit operator Outcome<T>(T value) => new() { Ok = true, Value = value };

    /// <summary>The call was refused and changed nothing.</summary>
    public static implicit operator Outcome<T>(Error error) => new() { Ok = false, Error = error };
}

/// <summary>The answer of a call that has nothing to tell.</summary>
public sealed record Done
{
    /// <summary>The one value.</summary>
    public static Done Value { get; } = new();
}

/// <summary>A refusal: what is wrong and what to do about it.</summary>
public sealed record Error
{
    /// <summary>One of <see cref="ErrorCodes"/>; a client treats a code it doesn't know by <see cref="Final"/>.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for people that says what to do.</summary>
    public required string Message { get; init; }

    /// <summary>True: the same call will be refused again. False: try again, after <see cref="RetryAfter"/> if given.</summary>
    public required bool Final { get; init; }

    /// <summary>Milliseconds to wait before trying again.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>With <c>stale</c>: the message as it is now, so that nothing typed is lost unseen.</summary>
    public Message? Current { get; init; }
}

/// <summary>The codes of <see cref="Error"/>.</summary>
public static class ErrorCodes
{
    /// <summary>A field is missing or malformed; the message names it. Final.</summary>
    public const string Invalid = "invalid";
    /// <summary>A text, name, topic or list is over its limit. Final.</summary>
    public const string TooLong = "too_long";
    /// <summary>A text or name has nothing to show. Final.</summary>
    public const string Empty = "empty";
    /// <summary>Control characters or broken Unicode. Final.</summary>
    public const string ForbiddenCharacters = "forbidden_characters";
    /// <summary>There is no such thing, or the caller may not know of it: the two can't be told apart. Final.</summary>
    public const string NotFound = "not_found";
    /// <summary>The caller sees the thing but lacks the right to do this. Final.</summary>
    public const string Forbidden = "forbidden";
    /// <summary>Posting needs joining. Final.</summary>
    public const string NotMember = "not_member";
    /// <summary>The same id was used before with other content. Final.</summary>
    public const string Conflict = "conflict";
    /// <summary>An edit is based on an older text; <see cref="Error.Current"/> has the newer. Final.</summary>
    public const string Stale = "stale";
    /// <summary>The name belongs to somebody or something else, or looks too much like it. Final.</summary>
    public const string NameTaken = "name_taken";
    /// <summary>The last owner can't leave or step down while others are there. Final.</summary>
    public const string LastOwner = "last_owner";
    /// <summary>Too many calls in a short time. Retry.</summary>
    public const string Rate = "rate";
    /// <summary>The server is shutting down. Retry.</summary>
    public const string Draining = "draining";
    /// <summary>The database is busy. Retry.</summary>
    public const string Busy = "busy";
    /// <summary>The disk is full. Retry.</summary>
    public const string StorageFull = "storage_full";
    /// <summary>The outcome is unknown (an unexpected error): send the same call again. Retry.</summary>
    public const string Unknown = "unknown";
    /// <summary>The session has ended; sign in again. Not final for what waits in an outbox.</summary>
    public const string SignedOut = "signed_out";
    /// <summary>The client is too old for this server. Final for the client, not for its outbox.</summary>
    public const string UpgradeRequired = "upgrade_required";
    /// <summary>The first call of a connection is <c>Hello</c>. Final.</summary>
    public const string HelloFirst = "hello_first";
    /// <summary>The connection watches as many scopes as it may. Final.</summary>
    public const string TooManyWatches = "too_many_watches";
    /// <summary>User name or password is wrong; which, is not told. Final.</summary>
    public const string WrongPassword = "wrong_password";
    /// <summary>Too many wrong passwords; locked for <see cref="Error.RetryAfter"/>. Retry.</summary>
    public const string LockedOut = "locked_out";
    /// <summary>The password is too short. Final.</summary>
    public const string WeakPassword = "weak_password";
    /// <summary>The set-up link was used or is wrong. Final.</summary>
    public const string SetupLinkInvalid = "setup_link_invalid";
    /// <summary>The first account must be made through the set-up link before anybody can register. Final.</summary>
    public const string SetupRequired = "setup_required";
    /// <summary>The operator has closed registration. Final.</summary>
    public const string RegistrationClosed = "registration_closed";
    /// <summary>The call came from a page of another origin. Final.</summary>
    public const string ForeignOrigin = "foreign_origin";
    /// <summary>Nobody has answered the device yet; ask again after <see cref="Error.RetryAfter"/>. Retry.</summary>
    public const string AuthorizationPending = "authorization_pending";
    /// <summary>As <see cref="AuthorizationPending"/>, but the device asked too soon: it asks less often from now on. Retry.</summary>
    public const string SlowDown = "slow_down";
    /// <summary>The person did not let the device in, or may not any more. Final.</summary>
    public const string AccessDenied = "access_denied";
    /// <summary>The device's code has expired, was used, or is of an earlier run of the server. Final.</summary>
    public const string ExpiredToken = "expired_token";
    /// <summary>No device that waits shows this code. Final.</summary>
    public const string WrongCode = "wrong_code";
}
