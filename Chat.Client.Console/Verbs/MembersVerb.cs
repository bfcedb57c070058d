using System.CommandLine;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>chat members</summary>
internal static class MembersVerb
{
    public static Command Make(Shell shell)
    {
        var room = RoomArgument.Make();
        var json = VerbOptions.Json();
        var command = new Command("members", "List who is in a room, by name.") { room, json };
        command.SetAction((parsed, cancel) => Verb.ConnectedAsync(
            shell, (chat, token) => RunAsync(shell, chat, parsed.GetRequiredValue(room), parsed.GetValue(json), token), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, ChatConnection chat, string text, bool json, CancellationToken cancellationToken)
    {
        var room = await Verb.RoomAsync(shell, chat, text, cancellationToken);
        if (!room.Ok) return shell.Fail(room.Error!);
        var members = new List<(Member Member, string Name)>();
        Guid? after = null;
        do
        {
            var page = await chat.ReadMembersAsync(room.Value!.Id, after, null, cancellationToken);
            if (!page.Ok) return shell.Fail(page.Error!);
            var names = page.Value!.People.ToDictionary(person => person.Id, person => person.Name);
            members.AddRange(page.Value.Members.Select(member => (member, names.GetValueOrDefault(member.Person) ?? chat.State.NameOf(member.Person))));
            after = page.Value.Through;
        }
        while (after is not null);

        foreach (var (member, name) in members.OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).ThenBy(entry => entry.Member.Person))
            shell.Out.WriteLine(json ? Json(member, name) : member.Role is null or Roles.Member ? Inert.Line(name) : $"{Inert.Line(name)}\t{Inert.Line(member.Role)}");
        return Exit.Done;
    }

    private static string Json(Member member, string name) => JsonLine.Write(writer =>
    {
        writer.WriteString("person", member.Person);
        writer.WriteString("name", name);
        writer.WriteString("role", member.Role);
    });
}
