namespace Chat.Contracts;

/// <summary>The paths of the account endpoints: JSON over HTTP, errors as <see cref="Error"/> with a 4xx status.</summary>
public static class AccountPaths
{
    /// <summary>GET: a <see cref="ServerState"/>, for anybody.</summary>
    public const string State = "/api/state";
    /// <summary>POST <see cref="SetUp"/> → <see cref="SignedIn"/>: makes the first account, the admin.</summary>
    public const string SetUp = "/api/set-up";
    /// <summary>POST <see cref="Register"/> → <see cref="SignedIn"/>.</summary>
    public const string Register = "/api/register";
    /// <summary>POST <see cref="SignIn"/> → <see cref="SignedIn"/>.</summary>
    public const string SignIn = "/api/sign-in";
    /// <summary>POST, no body → 204. Ends this session and closes its sockets.</summary>
    public const string SignOut = "/api/sign-out";
    /// <summary>POST <see cref="ChangePassword"/> → 204. Ends all other sessions.</summary>
    public const string Password = "/api/password";
    /// <summary>GET → <see cref="Person"/>, 401 when not signed in.</summary>
    public const string Me = "/api/me";
}

/// <summary>What a visitor needs to know: what the server is, and who they are to it.</summary>
/// <param name="Name">The community's name.</param>
/// <param name="NeedsSetUp">Whether the first account is still to be made.</param>
/// <param name="RegistrationOpen">Whether anybody may make an account.</param>
public sealed record ServerState(string Name, bool NeedsSetUp, bool RegistrationOpen)
{
    /// <summary>Who is signed in, if the visitor is.</summary>
    public Person? Me { get; init; }
}

/// <summary>Makes the first account.</summary>
public sealed record SetUp
{
    /// <summary>The secret of the set-up link.</summary>
    public required string Token { get; init; }
    /// <summary>The user name wanted.</summary>
    public required string UserName { get; init; }
    /// <summary>At least 8 characters, at most 1,024 bytes of UTF-8; any Unicode.</summary>
    public required string Password { get; init; }
    /// <summary>True: set the session cookie instead of answering a token.</summary>
    public bool Cookie { get; init; }
}

/// <summary>Makes an account.</summary>
public sealed record Register
{
    /// <summary>The user name wanted: 1 to 32 characters, letters, digits and . _ - of one script.</summary>
    public required string UserName { get; init; }
    /// <summary>At least 8 characters, at most 1,024 bytes of UTF-8; any Unicode.</summary>
    public required string Password { get; init; }
    /// <summary>True: set the session cookie instead of answering a token.</summary>
    public bool Cookie { get; init; }
}

/// <summary>Begins a session.</summary>
public sealed record SignIn
{
    /// <summary>The user name.</summary>
    public required string UserName { get; init; }
    /// <summary>The password.</summary>
    public required string Password { get; init; }
    /// <summary>True: set the session cookie instead of answering a token.</summary>
    public bool Cookie { get; init; }
    /// <summary>What the device calls itself, for the list of sessions.</summary>
    public string? Device { get; init; }
}

/// <summary>A session has begun.</summary>
public sealed record SignedIn
{
    /// <summary>The account.</summary>
    public required Person Person { get; init; }
    /// <summary>The bearer token, 43 characters; none when a cookie was set.</summary>
    public string? Token { get; init; }
}

/// <summary>Changes one's password.</summary>
/// <param name="Current">The password as it is.</param>
/// <param name="New">The new password.</param>
public sealed record ChangePassword(string Current, string New);
