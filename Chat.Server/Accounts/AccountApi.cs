using Chat.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Chat.Server;

/// <summary>The account endpoints.</summary>
internal static class AccountApi
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapGet(AccountPaths.State, StateAsync);
        app.MapPost(AccountPaths.SetUp, SetUpAsync);
        app.MapPost(AccountPaths.Register, RegisterAsync);
        app.MapPost(AccountPaths.SignIn, SignInAsync);
        app.MapPost(AccountPaths.SignOut, SignOutAsync).RequireAuthorization();
        app.MapPost(AccountPaths.Password, ChangePasswordAsync).RequireAuthorization();
        app.MapGet(AccountPaths.Me, MeAsync).RequireAuthorization();
    }

    private static async Task<IResult> StateAsync(HttpContext context, ChatDatabase database, IOptions<ChatOptions> options)
    {
        await using var db = database.Read();
        var state = new ServerState(options.Value.Name, await SetUpLinks.IsNeededAsync(db), options.Value.RegistrationOpen)
        {
            Me = context.User.Identity is { IsAuthenticated: true } ? await PersonAsync(context, db) : null,
        };
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(state, ChatJson.Default.ServerState);
    }

    private static async Task<IResult> SetUpAsync(HttpContext context, NewAccounts accounts, SessionCookie cookie)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.SetUp);
        if (read.Value is not { } request) return read.Error!.ToResult();
        var session = NewSession.On(null, context.Request);
        var made = await accounts.SetUpAsync(request, session, context.RequestAborted);
        return SignedIn(context, cookie, made, session, request.Cookie);
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, NewAccounts accounts, SessionCookie cookie)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.Register);
        if (read.Value is not { } request) return read.Error!.ToResult();
        var session = NewSession.On(null, context.Request);
        var made = await accounts.RegisterAsync(request, session, context.RequestAborted);
        return SignedIn(context, cookie, made, session, request.Cookie);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignInDesk desk, SessionCookie cookie)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.SignIn);
        if (read.Value is not { } request) return read.Error!.ToResult();
        var session = NewSession.On(request.Device, context.Request);
        var account = await desk.SignInAsync(request.UserName, request.Password, session, context.RequestAborted);
        return SignedIn(context, cookie, account, session, request.Cookie);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, RoomLog log, SessionSockets sockets, SessionCookie cookie)
    {
        var ended = await log.RunAsync(new EndSessionChange(context.User.Caller()));
        if (ended.Value is not { } sessions) return ended.Error!.ToResult();
        sockets.Close(sessions);
        cookie.Clear(context);
        return Results.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, SignInDesk desk, SessionSockets sockets)
    {
        var read = await context.Request.ReadRecordAsync(ChatJson.Default.ChangePassword);
        if (read.Value is not { } request) return read.Error!.ToResult();
        var ended = await desk.ChangePasswordAsync(context.User.Caller(), request, context.RequestAborted);
        if (ended.Value is not { } sessions) return ended.Error!.ToResult();
        sockets.Close(sessions);
        return Results.NoContent();
    }

    private static async Task<IResult> MeAsync(HttpContext context, ChatDatabase database)
    {
        await using var db = database.Read();
        return Results.Json(await PersonAsync(context, db), ChatJson.Default.Person);
    }

    private static async Task<Person> PersonAsync(HttpContext context, ChatDb db)
    {
        var person = context.User.Caller().Person;
        return (await db.Users.FirstAsync(a => a.Id == person)).ToWire();
    }

    private static IResult SignedIn(
        HttpContext context, SessionCookie cookie, Outcome<Account> account, NewSession session, bool wantsCookie)
    {
        if (account.Value is not { } row) return account.Error!.ToResult();
        if (wantsCookie) cookie.Set(context, session.Token);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new SignedIn { Person = row.ToWire(), Token = wantsCookie ? null : session.Token }, ChatJson.Default.SignedIn);
    }
}
