using Chat.Client;
using Chat.Client.Cli;
using Chat.Contracts;

namespace Chat.Tests.Console;

public sealed class FrameTests
{
    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    [InlineData(40, 12)]
    public void The_screen_is_as_drawn(int width, int height)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Console", "Frames", $"{width}x{height}.txt");
        Assert.Equal(File.ReadAllText(path), ScreenDrawing.Draw(Saltmarsh.Screen(), width, height).ToString());
    }

    [Fact]
    public void The_box_that_goes_to_rooms_lies_over_the_screen()
    {
        var screen = Saltmarsh.Screen();
        var box = new GoToOverlay();
        box.Query.Insert("re");
        screen.Ui.Overlay = box;
        Assert.Contains(
            """
            ╭──────────────────────────────────────────────────╮
            """, Drawn(screen));
        Assert.Contains("│ Go to  re", Drawn(screen));
        Assert.Contains("# regatta-2027", Drawn(screen));
        Assert.Contains("› Mark everything as read", Drawn(screen));
        Assert.DoesNotContain("│ # coxes", Drawn(screen));
    }

    [Fact]
    public void Members_open_over_the_right_half_where_there_is_no_pane()
    {
        var screen = Saltmarsh.Screen();
        Assert.DoesNotContain("Here now", ScreenDrawing.Draw(screen, 80, 24).ToString());
        screen.Ui.MembersOver = true;
        Assert.Contains("Here now, 4", ScreenDrawing.Draw(screen, 80, 24).ToString());
    }

    [Fact]
    public void Members_have_their_user_name_behind_them_where_it_fits_whole()
    {
        var chat = Saltmarsh.Chat();
        var called = new[] { ("ben", "Ben"), ("marta.oliveira", "Marta Oliveira"), ("ines", "Ines Duarte"), ("ines.duarte", "Ines Duarte") };
        var people = chat.People.ToDictionary();
        foreach (var (at, (name, shown)) in called.Index()) people[Saltmarsh.Person(at)] = people[Saltmarsh.Person(at)] with { Name = name, DisplayName = shown };
        var lines = ScreenDrawing.Draw(Saltmarsh.Of(chat with { People = people }), 120, 36).ToString().Split('\n').Select(line => line.Split('│')[^1].Trim()).ToList();
        Assert.Contains("● Ben (ben) owner", lines);
        Assert.Contains("● Marta Oliveira", lines);
        // Two who are called the same are told apart in any case.
        Assert.Contains("◐ @ines", lines);
        Assert.Contains("◐ @ines.duarte", lines);
    }

    [Fact]
    public void The_composer_grows_to_a_third_of_the_height_and_follows_the_caret()
    {
        var screen = Saltmarsh.Screen();
        screen.Ui.Current.Composer.Insert(string.Join('\n', Enumerable.Range(1, 20)));
        var frame = ScreenDrawing.Draw(screen, 80, 24);
        var lines = frame.ToString().Split('\n');
        Assert.EndsWith("You │ 13", lines[15]);
        Assert.EndsWith("│ 20", lines[22]);
        Assert.Equal(22, frame.Caret!.Value.Y);
    }

    [Theory]
    [InlineData(ConnectionState.Connecting, 0, "↻ reconnecting, 2 wait")]
    [InlineData(ConnectionState.Offline, 2, "↻ reconnecting, 2 wait")]
    [InlineData(ConnectionState.Offline, 20, "○ offline, 2 wait")]
    [InlineData(ConnectionState.SignedOut, 0, "✗ signed out")]
    public void The_state_stands_left_of_the_composer(ConnectionState connection, int retryIn, string state)
    {
        var chat = Saltmarsh.Chat(outbox: [Saltmarsh.Waiting(1, "one"), Saltmarsh.Waiting(2, "two")]) with
        {
            Connection = connection,
            RetryAt = retryIn > 0 ? Saltmarsh.Now.AddSeconds(retryIn) : null,
        };
        Assert.Contains(state, ScreenDrawing.Draw(Saltmarsh.Of(chat), 120, 36).ToString().Split('\n')[34]);
    }

    [Theory]
    [InlineData(120, 36)]
    [InlineData(64, 16)]
    [InlineData(40, 12)]
    public void A_detour_is_told_whole_until_it_fades(int width, int height)
    {
        var screen = Saltmarsh.Screen();
        screen.Ui.LiveSince = Saltmarsh.Now.AddSeconds(-9);
        screen.Ui.Detour = "server-sent events";
        Assert.Contains("● by server-sent events", ScreenDrawing.Draw(screen, width, height).ToString());
        screen.Ui.LiveSince = Saltmarsh.Now.AddSeconds(-11);
        Assert.DoesNotContain("server-sent", ScreenDrawing.Draw(screen, width, height).ToString());
    }

    [Fact]
    public void Nothing_that_people_write_leaves_its_place()
    {
        const string Hostile = "\e[2J\e[H\u009b31m\u202Ereversed\u2066 \r\n\t wide 林林林 \u200B\uFEFF e\u0301\u0302\u0303\u0304\u0305\u0306\u0307";
        var chat = Saltmarsh.Chat([Saltmarsh.Said(1, 0, "09:00", Hostile + new string('x', 300))], []);
        chat = chat with
        {
            ServerName = Hostile,
            People = chat.People.Values.ToDictionary(p => p.Id, p => p with { Name = Hostile }),
            Heads = chat.Heads.ToDictionary(h => h.Key, h => h.Value with { Header = h.Value.Header! with { Name = Hostile, Topic = Hostile } }),
        };
        foreach (var (width, height) in new[] { (120, 36), (80, 24), (40, 12), (20, 6) })
        {
            var frame = ScreenDrawing.Draw(Saltmarsh.Of(chat), width, height);
            for (var y = 0; y < height; y++)
            {
                var row = frame.Row(y).ToArray();
                Assert.DoesNotContain(row, cell => cell.Text.Any(char.IsControl));
                for (var x = 0; x < width; x++)
                    if (row[x].Text.Length == 0) Assert.True(x > 0 && Glyph.WidthOf(row[x - 1].Text) == 2);
            }
        }
    }

    [Fact]
    public void What_looks_like_an_address_has_a_target_of_ours_on_every_cell_up_to_the_next_blank()
    {
        var chat = Saltmarsh.Chat([Saltmarsh.Said(1, 0, "09:00", "see https://good.example/a\e]8;;http://evil.example\a, ftp://old.example/x or (https://harbour.example/ø).")], []);
        chat = chat with { Heads = chat.Heads.ToDictionary(h => h.Key, h => h.Value with { Header = h.Value.Header! with { Topic = "https://topic.example/" + new string('x', 300) } }) };
        var frame = ScreenDrawing.Draw(Saltmarsh.Of(chat), 200, 36);
        var cells = Enumerable.Range(0, 36).SelectMany(y => frame.Row(y).ToArray()).ToList();
        Assert.All(cells.Where(cell => cell.Link is not null), cell => Assert.Matches("^(https?://[!-~]+|about:blank)$", cell.Link!));
        var targets = cells.Select(cell => cell.Link).OfType<string>().ToHashSet();
        Assert.Superset(new HashSet<string> { "https://good.example/a", "http://evil.example/", "about:blank", "https://harbour.example/%C3%B8" }, targets);
        Assert.All(cells.Where(cell => cell.Text is "␛" or "␇"), cell => Assert.NotNull(cell.Link));
    }

    [Fact]
    public void A_screen_of_any_size_can_be_drawn()
    {
        var screen = Saltmarsh.Screen();
        screen.Ui.Overlay = new GoToOverlay();
        for (var width = 1; width < 140; width += 7)
            for (var height = 1; height < 40; height += 3)
                Assert.Equal(width, ScreenDrawing.Draw(screen, width, height).Width);
    }

    [Fact]
    public void A_chosen_message_is_marked_and_the_keys_say_what_can_be_done()
    {
        var screen = Saltmarsh.Screen();
        screen.Ui.Current.Chosen = Saltmarsh.MessageId(14);
        var frame = ScreenDrawing.Draw(screen, 120, 36);
        Assert.Contains("e Edit  Del Delete", frame.ToString());
        Assert.Equal(Ground.Chosen, frame.Row(28)[50].Ink.Ground);
        Assert.Null(frame.Caret);
        screen.Ui.Current.Chosen = Saltmarsh.MessageId(12);
        Assert.DoesNotContain("Edit", ScreenDrawing.Draw(screen, 120, 36).ToString());
    }

    [Fact]
    public void What_cannot_be_written_to_says_how_to_join()
    {
        var chat = Saltmarsh.Chat() with { Memberships = new Dictionary<Guid, Membership>() };
        Assert.Contains("/join to write here", Drawn(Saltmarsh.Of(chat)));
    }

    private static string Drawn(ScreenState screen) => ScreenDrawing.Draw(screen, 120, 36).ToString();
}
