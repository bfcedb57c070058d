using Chat.Contracts;
using Chat.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chat.Tests.Delivery;

/// <summary>Stands between the hub and one of its methods, and does there what a broken server would.</summary>
internal sealed class Tampering<TRequest, TAnswer>(string method, Func<Tampered<TRequest, TAnswer>, Task<Outcome<TAnswer>>> instead) : IHubFilter
    where TRequest : notnull
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName != method) return await next(invocationContext);
        var services = invocationContext.ServiceProvider;
        var caller = services.GetRequiredService<ChatConnections>().Find(invocationContext.Context.ConnectionId)!.Caller;
        return await instead(new Tampered<TRequest, TAnswer>((TRequest)invocationContext.HubMethodArguments[0]!, caller, services, async request =>
        {
            object?[] arguments = [request, .. invocationContext.HubMethodArguments.Skip(1)];
            return (Outcome<TAnswer>)(await next(new HubInvocationContext(
                invocationContext.Context, services, invocationContext.Hub, invocationContext.HubMethod, arguments)))!;
        }));
    }
}

/// <summary>A call that is tampered with.</summary>
/// <param name="Next">The method as it is.</param>
internal sealed record Tampered<TRequest, TAnswer>(TRequest Request, Caller Caller, IServiceProvider Services, Func<TRequest, Task<Outcome<TAnswer>>> Next)
{
    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public async Task<T> ReadAsync<T>(Func<ChatDb, Task<T>> read)
    {
        await using var db = Get<ChatDatabase>().Read();
        return await read(db);
    }

    /// <summary>Gives the caller a role in a room behind the server's back, if they have the other.</summary>
    public async Task<bool> SwapRoleAsync(Guid room, string? from, string? to)
    {
        using var turn = await Get<WriteGate>().EnterAsync();
        await using var db = Get<ChatDatabase>().Write();
        return await db.Members.Where(m => m.RoomId == room && m.PersonId == Caller.Person && m.Role == from)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Role, to)) > 0;
    }
}

internal static class Tamper
{
    public static void With<TRequest, TAnswer>(this IServiceCollection services, string method, Func<Tampered<TRequest, TAnswer>, Task<Outcome<TAnswer>>> instead)
        where TRequest : notnull =>
        services.PostConfigure<HubOptions>(options => options.AddFilter(new Tampering<TRequest, TAnswer>(method, instead)));

    public static void Posts(this IServiceCollection services, Func<Tampered<PostMessages, PostResults>, Task<Outcome<PostResults>>> instead) =>
        services.With(nameof(IChatHub.PostMessages), instead);

    /// <summary>Changes each result of a post.</summary>
    public static void Results(this IServiceCollection services, Func<PostResult, PostResult> change) => services.Posts(async call =>
    {
        var outcome = await call.Next(call.Request);
        return outcome.Value is { } value ? new PostResults { Results = [.. value.Results.Select(change)] } : outcome;
    });

    /// <summary>What a server answers that says ok without knowing.</summary>
    public static async Task<PostResults> GuessAsync(this Tampered<PostMessages, PostResults> call)
    {
        var head = await call.ReadAsync(db => db.Scopes.Where(s => s.Kind == ScopeKind.Room && s.Id == call.Request.Room).Select(s => s.Number).SingleAsync());
        return new PostResults { Results = [.. call.Request.Messages.Select(m => new PostResult { Id = m.Id, Status = PostStatus.Ok, Number = ++head, At = 1 })] };
    }
}
