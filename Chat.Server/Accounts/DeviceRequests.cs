using System.Net;
using System.Net.Sockets;
using Chat.Contracts;

namespace Chat.Server;

/// <summary>
/// The devices that ask to be let in. They are kept in memory alone, the secrets as hashes: a start of the server ends
/// them, and a stolen database has none.
/// </summary>
internal sealed class DeviceRequests(TimeProvider time)
{
    private const int Most = 1_000;
    private const int MostOfOneAddress = 50;

    /// <summary>How long a device waits for its answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The least time between two questions of a device.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // What RFC 8628 (3.5) lengthens the interval by.
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);

    // Two clocks that count the same wait differ a little.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DeviceRequest> _bySecret = [];
    private readonly Dictionary<string, DeviceRequest> _byUserCode = [];

    private static Error Wrong => Refusals.Final(ErrorCodes.WrongCode,
        "No device that waits shows this code. Compare it; if it is more than ten minutes old, begin again on the device.");

    private static Error Expired => Refusals.Final(ErrorCodes.ExpiredToken,
        "Nobody let this device in within ten minutes, or the server was restarted meanwhile. Begin again.");

    /// <summary>The refusal for a device that wasn't let in.</summary>
    public static Error Denied => Refusals.Final(ErrorCodes.AccessDenied, "The sign-in was not allowed.");

    /// <summary>A device asks; answers its secret and the code that it shows.</summary>
    public Outcome<(string Secret, string UserCode)> Begin(string device, IPAddress? from)
    {
        var secret = SessionTokens.Make();
        var address = NetworkOf(from);
        lock (_lock)
        {
            ForgetExpired();
            if (_bySecret.Count >= Most || _bySecret.Values.Count(r => r.Address == address) >= MostOfOneAddress)
                return Refusals.Retry(ErrorCodes.Rate, "Many devices wait to be let in. Try again in a few minutes.", (int)TimeSpan.FromMinutes(1).TotalMilliseconds);
            string code;
            do code = UserCodes.Make();
            while (_byUserCode.ContainsKey(code));
            var request = new DeviceRequest(KeyOf(secret)!, code, device, address, time.GetTimestamp(), time.GetUtcNow().ToUnixTimeMilliseconds(), Interval);
            _bySecret.Add(request.Key, request);
            _byUserCode.Add(code, request);
            return (secret, UserCodes.Show(code));
        }
    }

    /// <summary>The device that shows a code and has no answer yet.</summary>
    public Outcome<DeviceAsks> Look(string? typed)
    {
        lock (_lock)
            return Find(typed) is { } request ? new DeviceAsks(UserCodes.Show(request.UserCode), request.Device, request.AskedAt) : Wrong;
    }

    /// <summary>Answers the device that shows a code, without a permission that it isn't let in; its code is void from then on.</summary>
    public Outcome<Done> Answer(string? typed, Permission? permission)
    {
        lock (_lock)
        {
            if (Find(typed) is not { } request) return Wrong;
            _byUserCode.Remove(request.UserCode);
            request.Permission = permission;
            request.IsDenied = permission is null;
            return Done.Value;
        }
    }

    /// <summary>A device asks for its answer. An allowed one is given out once, and has to be put back when it came to nothing.</summary>
    public Outcome<DeviceRequest> Take(string? secret)
    {
        lock (_lock)
        {
            if (KeyOf(secret) is not { } key || !_bySecret.TryGetValue(key, out var request) || HasExpired(request)) return Expired;
            if (request.Permission is not null || request.IsDenied)
            {
                Remove(request);
                return request.IsDenied ? Denied : request;
            }

            var now = time.GetTimestamp();
            var tooSoon = request.AskedLast is { } last && time.GetElapsedTime(last, now) < request.Interval - Grace;
            request.AskedLast = now;
            if (tooSoon) request.Interval += Slower;
            return Refusals.Retry(
                tooSoon ? ErrorCodes.SlowDown : ErrorCodes.AuthorizationPending, "Nobody has let this device in yet.", (int)request.Interval.TotalMilliseconds);
        }
    }

    /// <summary>What was taken is there to be taken again.</summary>
    public void PutBack(DeviceRequest request)
    {
        lock (_lock) _bySecret[request.Key] = request;
    }

    /// <summary>The device gives up.</summary>
    public void Cancel(string? secret)
    {
        lock (_lock)
            if (KeyOf(secret) is { } key && _bySecret.TryGetValue(key, out var request)) Remove(request);
    }

    private DeviceRequest? Find(string? typed) =>
        UserCodes.Read(typed) is { } code && _byUserCode.TryGetValue(code, out var request) && !HasExpired(request) ? request : null;

    private bool HasExpired(DeviceRequest request) => time.GetElapsedTime(request.Began) >= Lifetime;

    private void ForgetExpired()
    {
        foreach (var request in _bySecret.Values)
            if (HasExpired(request)) Remove(request);
    }

    private void Remove(DeviceRequest request)
    {
        _bySecret.Remove(request.Key);
        _byUserCode.Remove(request.UserCode);
    }

    private static string? KeyOf(string? secret) => SessionTokens.TryHash(secret, out var hash) ? Convert.ToHexString(hash) : null;

    /// <summary>An address as a bound counts it: who has one of IPv6 has a whole network of them.</summary>
    private static string NetworkOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
    }
}

/// <summary>That a device may be let in.</summary>
/// <param name="By">Who allowed it.</param>
/// <param name="Password">The hash of their password then.</param>
internal sealed record Permission(Caller By, string? Password);

/// <summary>A device that asks to be let in.</summary>
/// <param name="key">The hash of its secret.</param>
/// <param name="userCode">The code that it shows.</param>
/// <param name="device">What it calls itself.</param>
/// <param name="address">Where it asks from.</param>
/// <param name="began">When it asked, by the clock that only goes forward.</param>
/// <param name="askedAt">When it asked, milliseconds since 1970 UTC.</param>
/// <param name="interval">The least time between two questions.</param>
internal sealed class DeviceRequest(string key, string userCode, string device, string address, long began, long askedAt, TimeSpan interval)
{
    public string Key { get; } = key;
    public string UserCode { get; } = userCode;
    public string Device { get; } = device;
    public string Address { get; } = address;
    public long Began { get; } = began;
    public long AskedAt { get; } = askedAt;
    public TimeSpan Interval { get; set; } = interval;
    public long? AskedLast { get; set; }
    public Permission? Permission { get; set; }
    public bool IsDenied { get; set; }
}
