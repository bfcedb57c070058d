using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat status</summary>
internal static class StatusVerb
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(20);

    public static Command Make(Shell shell)
    {
        var json = VerbOptions.Json();
        var command = new Command("status", "Say whether the server can be reached, who is signed in, and what waits to be sent.") { json };
        command.SetAction((parsed, cancel) => RunAsync(shell, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, bool json, CancellationToken cancellationToken)
    {
        var found = await Session.FindAsync(shell, cancellationToken);
        if (!found.Ok) return shell.Fail(found.Error!);
        var session = found.Value!;
        using var http = session.Http();
        var accounts = new AccountApi(http);
        var me = await accounts.MeAsync(session.Token, cancellationToken);
        var person = me.Value?.Id ?? session.Me;
        var waiting = person is { } id ? ChatConnection.CountWaiting(KeptHere.OutboxFolder(shell), session.Server, id) : 0;
        var (words, code) = me.Ok ? ("signed in", Exit.Done) : Exit.Of(me.Error!) switch
        {
            Exit.NotSignedIn => ("signed out", Exit.NotSignedIn),
            var other => (other == Exit.Unreachable ? "unreachable" : "refused", other),
        };
        var transport = me.Ok ? await TransportAsync(shell, session with { Me = me.Value!.Id }, cancellationToken) : null;
        if (json) shell.Out.WriteLine(Json(session, Profiles.Chosen(shell), me.Value, words, transport, waiting));
        else
        {
            shell.Out.WriteLine($"server   {ServerAddress.Show(session.Server)}");
            shell.Out.WriteLine($"account  {(me.Value is { } known ? Inert.Line(known.Name) : "unknown")}");
            shell.Out.WriteLine($"profile  {Profiles.Chosen(shell)}");
            shell.Out.WriteLine($"state    {words}");
            if (me.Ok) shell.Out.WriteLine($"way      {transport ?? "no connection stays open: only single requests pass"}");
            if (session.Ways.Proxy.Show(session.Server) is { } proxy) shell.Out.WriteLine($"proxy    {proxy}");
            shell.Out.WriteLine($"outbox   {waiting} waiting");
        }

        if (me.Error is { } error) shell.Complain(error.Message);
        return code;
    }

    // What a proxy or a firewall lets through shows only when it is tried.
    private static async Task<string?> TransportAsync(Shell shell, Session session, CancellationToken cancellationToken)
    {
        await using var chat = new ChatConnection(session.Options(shell, keep: false));
        await chat.StartAsync(cancellationToken);
        var live = await Verb.WithinAsync(LongestConnect, shell.Time, chat.WaitUntilLiveAsync, cancellationToken);
        if (live is not { Ok: true }) return null;
        return Ways.Detour(chat.Transport) is { } detour ? $"{detour}, as WebSocket is refused on the way" : "WebSocket";
    }

    private static string Json(Session session, string profile, Person? me, string state, string? transport, int waiting) => JsonLine.Write(writer =>
    {
        writer.WriteString("server", ServerAddress.Show(session.Server));
        if (me is not null)
        {
            writer.WriteString("person", me.Id);
            writer.WriteString("name", me.Name);
        }

        writer.WriteString("profile", profile);
        writer.WriteString("state", state);
        if (transport is not null) writer.WriteString("way", transport);
        if (session.Ways.Proxy.Show(session.Server) is { } proxy) writer.WriteString("proxy", proxy);
        writer.WriteNumber("outbox", waiting);
    });
}
