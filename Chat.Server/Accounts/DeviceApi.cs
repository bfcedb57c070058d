using Chat.Contracts;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>The endpoints by which a device is signed in from a page.</summary>
internal static class DeviceApi
{
    public static void MapDevices(this IEndpointRouteBuilder app)
    {
        app.MapPost(DevicePaths.Begin, BeginAsync);
        app.MapPost(DevicePaths.Token, TokenAsync);
        app.MapPost(DevicePaths.Cancel, CancelAsync);
        app.MapPost(DevicePaths.Look, LookAsync).RequireAuthorization();
        app.MapPost(DevicePaths.Answer, AnswerAsync).RequireAuthorization();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, DeviceRequests requests, IOptions<ChatOptions> options)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.BeginDevice);
        if (read.Value is not { } request) return read.Error!.ToResult();
        var begun = requests.Begin(NewSession.NameOf(request.Device, context.Request), context.Connection.RemoteIpAddress);
        if (!begun.Ok) return begun.Error!.ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new DeviceBegun
            {
                Code = begun.Value.Secret,
                UserCode = begun.Value.UserCode,
                Address = options.Value.PublicUrl is { Length: > 0 } url ? url.TrimEnd('/') + DevicePaths.Page : null,
                ExpiresIn = (int)DeviceRequests.Lifetime.TotalMilliseconds,
                Interval = (int)DeviceRequests.Interval.TotalMilliseconds,
            },
            ChatJson.Default.DeviceBegun);
    }

    private static async Task<IResult> TokenAsync(HttpContext context, DeviceRequests requests, RoomLog log)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.DeviceCode);
        if (read.Value is not { } asked) return read.Error!.ToResult();
        var taken = requests.Take(asked.Code);
        if (taken.Value is not { Permission: { } permission } request) return taken.Error!.ToResult();
        var session = NewSession.Called(request.Device);
        var account = await log.RunAsync(new BeginAllowedSessionChange(permission, session));
        if (account.Value is not { } row)
        {
            if (!account.Error!.Final) requests.PutBack(request);
            return account.Error.ToResult();
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(new SignedIn { Person = row.ToWire(), Token = session.Token }, ChatJson.Default.SignedIn);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, DeviceRequests requests)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.DeviceCode);
        if (read.Value is not { } request) return read.Error!.ToResult();
        requests.Cancel(request.Code);
        return Results.NoContent();
    }

    private static async Task<IResult> LookAsync(HttpContext context, DeviceRequests requests, WrongCodes wrong)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.UserCode);
        if (read.Value is not { } code) return read.Error!.ToResult();
        var found = wrong.Try(context.User.Caller().Person, () => requests.Look(code.Code));
        if (found.Value is not { } asks) return found.Error!.ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(asks, ChatJson.Default.DeviceAsks);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, DeviceRequests requests, WrongCodes wrong, SignInDesk desk)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.AnswerDevice);
        if (read.Value is not { } answer) return read.Error!.ToResult();
        var caller = context.User.Caller();
        var permission = answer.Allow ? new Permission(caller, await desk.PasswordOfAsync(caller.Person)) : null;
        var answered = wrong.Try(caller.Person, () => requests.Answer(answer.Code, permission));
        return answered.Ok ? Results.NoContent() : answered.Error!.ToResult();
    }
}
