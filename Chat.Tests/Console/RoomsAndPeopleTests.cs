using Chat.Client.Cli;
using Chat.Contracts;
using Chat.Tests.Support;

namespace Chat.Tests.Console;

/// <summary>What one does with rooms and people, in a terminal and by lines, with the page's words.</summary>
public sealed class RoomsAndPeopleTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("chat-home-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Owners_give_roles_and_cards_tell_who_somebody_is()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var room = (await ben.UntilAsync(state => state.Memberships.Count > 0)).Memberships.Keys.Single();
        await using var terminal = await ConsoleSteps.OpenAsync(server, ann, 120, 36, _home);
        await terminal.UntilAsync("● ben");

        await terminal.SayAsync("/role ben admin");
        await terminal.UntilAsync("There is no role admin");
        await terminal.SayAsync("/role ben");
        await terminal.UntilAsync("Whom, and what?");
        await terminal.SayAsync("/role ben owner");
        await terminal.UntilAsync("ben is an owner of the room.");
        await terminal.UntilAsync("● ben owner");
        await ben.UntilAsync(state => state.Memberships[room].Role == Roles.Owner);

        await terminal.SayAsync("/who @ben");
        foreach (var line in new[] { "│ ben ", "│ @ben ", "│ online ", "│ Owner of general ", "Rooms in common", "│ # general " }) await terminal.UntilAsync(line);
        await terminal.PressAsync("Escape");
        await terminal.UntilAsync(screen => !screen.Contains("Rooms in common", StringComparison.Ordinal));
        await terminal.SayAsync("/who nobody");
        await terminal.UntilAsync("Nobody is called nobody.");

        (await ben.SetRoleAsync(room, ann.Person.Id, Roles.Member, TestContext.Current.CancellationToken)).Value();
        await terminal.UntilAsync(screen => !screen.Contains("ann owner", StringComparison.Ordinal));
        await terminal.SayAsync("/role ben member");
        await terminal.UntilAsync("Only an owner");
    }

    [Fact]
    public async Task Favourites_stand_first_and_what_is_typed_elsewhere_and_read_shows_in_the_list()
    {
        await using var server = await ServerProcess.StartNewAsync();
        var ann = await server.SetUpAsync("ann");
        await using var ben = await server.ConnectAsync(await server.RegisterAsync("ben"));
        var room = (await ben.UntilAsync(state => state.Memberships.Count > 0)).Memberships.Keys.Single();
        ben.Open(room);
        await using (var terminal = await ConsoleSteps.OpenAsync(server, ann, 120, 36, _home))
        {
            await terminal.UntilAsync("Message #general");
            await terminal.SayAsync("/create boathouse");
            await terminal.UntilAsync("Message #boathouse");

            var typed = terminal.UntilAsync(screen => Rooms(screen).Contains("… general"));
            await TestDeadline.UntilAsync(() => typed.IsCompleted, () => ben.Typing(room));
            await typed;
            await terminal.UntilAsync(screen => Rooms(screen).Contains("# general"));

            await ben.SaysAsync(room, "one");
            await terminal.UntilAsync(screen => Rooms(screen).Any(row => row.StartsWith("# general", StringComparison.Ordinal) && row.EndsWith(" 1", StringComparison.Ordinal)));
            await terminal.SayAsync("/read general");
            await terminal.UntilAsync(screen => screen.Contains("general is read.", StringComparison.Ordinal) && Rooms(screen).Contains("# general"));
            await ben.SaysAsync(room, "two");
            await terminal.UntilAsync(screen => Rooms(screen).Any(row => row.EndsWith(" 1", StringComparison.Ordinal)));

            // The same by the page's keys, on the room that is chosen in the pane.
            await terminal.PressAsync("Tab");
            await terminal.UntilAsync("f Favourite");
            await terminal.PressAsync("Down");
            await terminal.UntilAsync("r Mark as read");
            await terminal.PressAsync("r");
            await terminal.UntilAsync(screen => Rooms(screen).Contains("# general"));
            await terminal.PressAsync("f");
            await terminal.UntilAsync("#general is a favourite");
            await terminal.UntilAsync(screen => Rooms(screen).Take(5).SequenceEqual(["Favourites", "# general", "", "Rooms", "▌ boathouse"]));
        }

        await using (var again = await ConsoleSteps.OpenAsync(server, ann, 120, 36, _home))
        {
            await again.UntilAsync("Message #general");
            await again.UntilAsync(shown => Rooms(shown).Take(5).SequenceEqual(["Favourites", "▌ general", "", "Rooms", "# boathouse"]));
            await again.SayAsync("/unfavourite");
            await again.UntilAsync(shown => Rooms(shown).Take(3).SequenceEqual(["Rooms", "# boathouse", "▌ general"]));
        }
    }

    [Fact]
    public async Task The_same_by_lines()
    {
        await using var server = await RealServer.StartAsync();
        using var shell = new TestShell();
        var ann = await server.RegisterAsync("ann");
        await server.RegisterAsync("ben");
        shell.Environment["CHAT_SERVER"] = server.Address.ToString();
        shell.Environment["CHAT_TOKEN"] = ann.Token;
        shell.In = "/create tide\n/add ben\n/role ben owner\n/role ben captain\n/who ben\n/who ann\n/favourite\n/read general\n/read nowhere\n/read --all\n/rooms\n";
        Assert.Equal(Exit.Done, await shell.RunAsync("--plain"));
        var lines = shell.Out.ToString().Split('\n');
        Assert.Contains("-- ben is an owner of the room.", lines);
        Assert.Contains("-- There is no role captain: a person is an owner or a member of a room.", lines);
        Assert.Contains(lines, line => line.StartsWith("-- ben, @ben, ", StringComparison.Ordinal) && line.EndsWith("Owner of tide", StringComparison.Ordinal));
        Assert.Equal(["-- rooms in common:", "#general", "#tide"], lines.SkipWhile(line => line != "-- rooms in common:").Take(3));
        Assert.Contains("-- ann, @ann, that is you, Owner of tide", lines);
        Assert.Contains("-- #tide is a favourite: it stands first in /rooms. /unfavourite ends that.", lines);
        Assert.Contains("-- general is read.", lines);
        Assert.Contains(lines, line => line.StartsWith("-- There is no room called nowhere.", StringComparison.Ordinal));
        Assert.Contains("-- Everything is read.", lines);
        Assert.Equal(["-- rooms:", "#tide, favourite"], lines.SkipWhile(line => line != "-- rooms:").Take(2));
    }

    [Fact]
    public void Favourites_stand_apart_and_keys_on_a_chosen_room_are_told()
    {
        var screen = Saltmarsh.Screen();
        screen.Ui.Favourites = [Saltmarsh.TideGauge, Saltmarsh.Room("boathouse")];
        Assert.Equal(["Favourites", "# boathouse         14", "▌ tide-gauge", "", "Rooms", "# announcements"], Rooms(ScreenDrawing.Draw(screen, 120, 36).ToString()).Take(6));
        // Where there are no headings, only the row between.
        Assert.Equal(
            ["# boathouse     14", "▌ tide-gauge", "", "# announcements", "= coxes          ✎"],
            ScreenDrawing.Draw(screen, 80, 24).ToString().Split('\n').Skip(2).Take(5).Select(line => line.Split('│')[0].Trim()));
        (screen.Ui.Focus, screen.Ui.PickedRoom) = (Pane.Rooms, Saltmarsh.Room("boathouse"));
        Assert.Contains("Enter Open  ↑↓ Choose  f Unfavourite  m Mute  r Mark as read  Tab Panes  Esc Back  ? Keys", ScreenDrawing.Draw(screen, 120, 36).ToString(), StringComparison.Ordinal);
        screen.Ui.Favourites = [.. screen.Chat.Memberships.Keys];
        Assert.DoesNotContain("Rooms", Rooms(ScreenDrawing.Draw(screen, 120, 36).ToString()));
    }

    [Fact]
    public void Somebody_who_types_elsewhere_takes_the_place_of_the_rooms_sign_but_in_a_muted_room()
    {
        var typing = new Dictionary<Guid, IReadOnlyList<Guid>> { [Saltmarsh.Room("coxes")] = [Saltmarsh.Person(0)], [Saltmarsh.Room("boathouse")] = [Saltmarsh.Person(0)] };
        var screen = Saltmarsh.Of(Saltmarsh.Chat() with { TypingElsewhere = typing });
        screen.Ui.Muted = [Saltmarsh.Room("boathouse")];
        Assert.Contains("… coxes              ✎", Rooms(ScreenDrawing.Draw(screen, 120, 36).ToString()));
        Assert.Contains("# boathouse         14", Rooms(ScreenDrawing.Draw(screen, 120, 36).ToString()));
        Assert.Contains(" : coxes ", ScreenDrawing.Draw(Saltmarsh.Of(screen.Chat, Signs.Ascii), 120, 36).ToString(), StringComparison.Ordinal);
    }

    /// <summary>The rows of the list of rooms, from its first heading on.</summary>
    private static List<string> Rooms(string screen) =>
        [.. screen.Split('\n').Skip(3).Select(line => line.Split('│')[0].Trim())];
}
