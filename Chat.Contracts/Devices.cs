namespace Chat.Contracts;

/// <summary>
/// The paths by which a device without a page is signed in from one, in the spirit of RFC 8628: JSON over HTTP, errors as
/// <see cref="Error"/> with a 4xx status.
/// </summary>
public static class DevicePaths
{
    /// <summary>POST <see cref="BeginDevice"/> → <see cref="DeviceBegun"/>, for anybody: a device asks to be let in.</summary>
    public const string Begin = "/api/devices";
    /// <summary>POST <see cref="DeviceCode"/> → <see cref="SignedIn"/>, once it is allowed; until then <see cref="ErrorCodes.AuthorizationPending"/>.</summary>
    public const string Token = "/api/devices/token";
    /// <summary>POST <see cref="DeviceCode"/> → 204: the device gives up.</summary>
    public const string Cancel = "/api/devices/cancel";
    /// <summary>POST <see cref="UserCode"/> → <see cref="DeviceAsks"/>, for who is signed in: which device asks.</summary>
    public const string Look = "/api/devices/look";
    /// <summary>POST <see cref="AnswerDevice"/> → 204, for who is signed in: lets the device in, or doesn't.</summary>
    public const string Answer = "/api/devices/answer";
    /// <summary>Where the page asks for the code; behind its # it may stand already.</summary>
    public const string Page = "/devices";
}

/// <summary>A device asks to be let in.</summary>
public sealed record BeginDevice
{
    /// <summary>What the device calls itself, for whoever lets it in and for the list of sessions.</summary>
    public string? Device { get; init; }
}

/// <summary>What the device shows, and how it learns of the answer.</summary>
public sealed record DeviceBegun
{
    /// <summary>The device's secret, 43 characters: whoever holds it gets the session.</summary>
    public required string Code { get; init; }
    /// <summary>What the person types on the page: <c>BDWP-HQPK</c>, eight of 20 letters.</summary>
    public required string UserCode { get; init; }
    /// <summary>The page's address, when the operator has set it; else it is at <see cref="DevicePaths.Page"/> of the server's own.</summary>
    public string? Address { get; init; }
    /// <summary>Milliseconds until both codes are void.</summary>
    public required int ExpiresIn { get; init; }
    /// <summary>The least milliseconds between two questions for the session.</summary>
    public required int Interval { get; init; }
}

/// <summary>The secret of a device that was begun.</summary>
/// <param name="Code">As <see cref="DeviceBegun.Code"/>.</param>
public sealed record DeviceCode(string Code);

/// <summary>The code that a device shows.</summary>
/// <param name="Code">As <see cref="DeviceBegun.UserCode"/>, in capitals or not, with anything between the letters.</param>
public sealed record UserCode(string Code);

/// <summary>A device that asks to be let in.</summary>
/// <param name="UserCode">The code as the device shows it.</param>
/// <param name="Device">What it calls itself.</param>
/// <param name="AskedAt">When it asked, milliseconds since 1970 UTC.</param>
public sealed record DeviceAsks(string UserCode, string Device, long AskedAt);

/// <summary>The person's answer.</summary>
/// <param name="Code">As <see cref="DeviceBegun.UserCode"/>.</param>
/// <param name="Allow">Whether the device gets a session of this person's.</param>
public sealed record AnswerDevice(string Code, bool Allow);
