using System.Collections.Concurrent;
using System.Reflection;
using Chat.Contracts;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;

namespace Chat.Server;

/// <summary>
/// Stands before every method: the first call is Hello, a call under way is a sign of life, and an exception becomes the
/// refusal "unknown" — the caller can't know more, and the log has the rest.
/// </summary>
public sealed partial class ChatHubFilter(ChatConnections connections, ILogger<ChatHubFilter> log) : IHubFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, Func<Error, object>> Refusers = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = connections.Find(invocationContext.Context.ConnectionId);
        if (connection is null) return RefusalOf(invocationContext, Refusals.SignedOut);
        if (!connection.Greeted && invocationContext.HubMethodName is not (nameof(IChatHub.Hello) or nameof(ChatHub.Refuse)))
            return RefusalOf(invocationContext, Refusals.HelloFirst);
        if (invocationContext.HubMethodArguments.Any(a => a is null))
            return RefusalOf(invocationContext, Refusals.Invalid("Every method takes one record."));
        connection.CallBegins();
        try
        {
            return await next(invocationContext);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            return RefusalOf(invocationContext, Refusals.Busy);
        }
        catch (Exception e)
        {
            LogFailed(e, invocationContext.HubMethodName);
            return RefusalOf(invocationContext, Refusals.Unknown);
        }
        finally
        {
            connection.CallEnds();
        }
    }

    /// <summary>The refusal as the method would return it.</summary>
    private static object RefusalOf(HubInvocationContext context, Error error) => Refusers.GetOrAdd(context.HubMethod, method =>
    {
        var returned = method.ReturnType;
        if (returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>)) returned = returned.GetGenericArguments()[0];
        return typeof(Refusal<>).MakeGenericType(returned.GetGenericArguments()[0])
            .GetMethod(nameof(Refusal<Done>.Of))!.CreateDelegate<Func<Error, object>>();
    })(error);

    private static class Refusal<T>
    {
        public static Outcome<T> Of(Error error) => error;
    }

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    private partial void LogFailed(Exception exception, string method);
}
