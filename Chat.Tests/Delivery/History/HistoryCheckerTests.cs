using System.Diagnostics;
using static Chat.Tests.Delivery.SampleHistory;

namespace Chat.Tests.Delivery;

public sealed class HistoryCheckerTests(ITestOutputHelper output)
{
    /// <summary>What is wrong with a history, the breach that must be found, and how the clean one is broken.</summary>
    private static readonly (string Name, Breach Shows, Action<List<HistoryEvent>> Break)[] Broken =
    [
        ("an acknowledged message is nowhere at the end", Breach.Lost, h => Rows<FreshView>(h, rows => rows.RemoveAll(r => r.Number == 10))),
        ("a message of unknown fate was seen, then gone", Breach.Lost, h =>
        {
            h.RemoveAll(e => e is Posted { Key: "#bob.10" });
            Rows<FreshView>(h, rows => rows.RemoveAll(r => r.Number == 10));
        }),
        ("one id at two numbers", Breach.Doubled, h => h.Add(Late("bob", Row(10) with { Number = 11, Revision = 15 }))),
        ("one text under two ids", Breach.Doubled, h => h.Add(Late("bob", Row(10) with { Number = 11, Id = Id(11), Revision = 15 }))),
        ("a set sent after a newer one", Breach.Reordered, h => Swap(h, h.FindIndex(e => Live(e, "bob", 5)), h.FindIndex(e => Live(e, "bob", 6)))),
        ("a sender's two messages exchanged", Breach.SenderOrder, h =>
        {
            Change<Posting>(h, p => p.Key == Key(5), p => p with { Sequence = 7 });
            Change<Posting>(h, p => p.Key == Key(7), p => p with { Sequence = 5 });
        }),
        ("a gap applied", Breach.GapApplied, h => h.RemoveAll(e => Live(e, "bob", 6))),
        ("a row newer than its set", Breach.RowOutsideSet, h => Change<SetSeen>(h, s => Live(s, "bob", 6), s => s with { Messages = [Row(6)] })),
        ("a number used twice", Breach.NumberReused, h => h.Add(Late("bob", Row(10) with { Id = Id(12), Key = "#bob.12", Revision = 15 }))),
        ("a revision used for two rows", Breach.RevisionReused, h => Change<SetSeen>(h, s => Live(s, "ann", 6), s => s with { Members = [new MemberRow(Bob, 6, "owner")] })),
        ("a row in two forms at one revision", Breach.RevisionReused, h => Rows<FinalView>(h, rows => rows[4] = rows[4] with { Deleted = true })),
        ("a number that nobody has", Breach.Hole, h => Rows<FreshView>(h, rows => rows.RemoveAll(r => r.Number == 6))),
        ("a head above the last number", Breach.Hole, h => Change<FreshView>(h, _ => true, f => f with { Number = 11 })),
        ("two incarnations for a revision", Breach.IncarnationMixed, h => Change<SetSeen>(h, s => Live(s, "bob", 6), s => s with { Incarnation = "i2" })),
        ("an incarnation that comes back", Breach.IncarnationMixed, h => Change<SetSeen>(h, s => s.To is 6 or 7 && s.Scope == RoomScope, s => s with { Incarnation = "i2" })),
        ("a time before its predecessor's", Breach.TimeBackwards, h =>
        {
            Change<SetSeen>(h, s => s is { Messages: [{ Number: 6 }] }, s => s with { Messages = [Row(6) with { At = 1 }] });
            Change<Posted>(h, p => p.Number == 6, p => p with { At = 1 });
            Rows<FreshView>(h, rows => rows[5] = rows[5] with { At = 1 });
            Rows<FinalView>(h, rows => rows[5] = rows[5] with { At = 1 });
        }),
        ("a marker in two forms", Breach.MarkerDrifted, h => h.Add(Markers(1, 8))),
        ("a view that lacks a row", Breach.ViewDiffers, h => Rows<FinalView>(h, rows => rows.RemoveAt(3))),
        ("a view with an older text", Breach.ViewDiffers, h => Rows<FinalView>(h, rows => rows[2] = Row(3))),
        ("a view of an older revision", Breach.ViewDiffers, h => Change<FinalView>(h, _ => true, v => v with { Revision = 13 })),
        ("a member left without the room", Breach.ViewDiffers, h => h.RemoveAll(e => e is FinalView { Client: "bob" })),
        ("a live set after the removal", Breach.DeliveredAfterRemoval, h => h.Add(Set("eve", SetVia.Live, 13, 14) with { Applied = false })),
        ("a set merged across the removal", Breach.DeliveredAfterRemoval, h => h.Add(Set("eve", SetVia.Live, 12, 14) with { Applied = false })),
        ("a catch-up after the removal", Breach.DeliveredAfterRemoval, h => h.Add(Set("eve", SetVia.CatchUp, 12, Removal))),
        ("a snapshot after the removal", Breach.DeliveredAfterRemoval, h => h.Add(Set("eve", SetVia.Snapshot, 0, 14))),
        ("a message of somebody removed", Breach.AcceptedAfterRemoval, h => h.Add(Late("bob", Row(10) with { Number = 11, Id = Id(11), Key = "#eve.11", Author = Eve, Revision = 15 }))),
        ("a retry acknowledged at another number", Breach.AcknowledgementChanged, h => h.Add(Ok("ann", 1) with { Number = 2 })),
        ("an acknowledged message refused on retry", Breach.AcknowledgementChanged, h => h.Add(Ok("ann", 1) with { Fate = PostFate.Refused, Code = "not_member" })),
        ("a number that isn't the acknowledged", Breach.AcknowledgementChanged, h => Change<Posted>(h, p => p.Number == 6, p => p with { Number = 16 })),
        ("a refused message that is there", Breach.RefusedButThere, h => Change<Posted>(h, p => p.Number == 6, p => p with { Fate = PostFate.Refused, Code = "rate" })),
        ("another text than was written", Breach.ContentChanged, h => Change<Posting>(h, p => p.Key == Key(6), p => p with { Hash = 5 })),
        ("an id accepted for another text", Breach.ConflictAccepted, h => Change<Reposted>(h, _ => true, r => r with { Code = null })),
        ("a stale edit accepted", Breach.StaleEditAccepted, h => h.Add(h.OfType<Edit>().Single() with { Request = Id(50), Hash = 9 })),
        ("an acknowledged edit that does not show", Breach.ChangeLost, h => h.Add(h.OfType<Edit>().Single() with { Based = 2, Version = 3 })),
        ("an acknowledged deletion that does not show", Breach.ChangeLost, h => h.Add(new Deletion(Room, Id(6), PostFate.Ok) { Client = "bob" })),
        ("a marker that went back", Breach.MarkerDrifted, h => h.Add(Markers(2, 8))),
        ("a marker above the head", Breach.MarkerDrifted, h => h.Add(Markers(2, 11))),
        ("a marker where nothing put it", Breach.MarkerDrifted, h =>
        {
            h.Add(Markers(0, 1));
            h.Add(Markers(2, 10));
        }),
        ("a client that never caught up", Breach.Unsettled, h => h.Add(new Unsettled("has not caught up") { Client = "bob" })),
    ];

    /// <summary>What the checker says of each broken history.</summary>
    internal static IReadOnlyList<Judged> JudgeBroken() =>
    [
        .. Broken.Select(broken =>
        {
            var events = Make();
            broken.Break(events);
            var verdict = HistoryChecker.Check(History.Of(events));
            return new Judged(broken.Name, verdict.Count(broken.Shows) > 0, verdict);
        }),
    ];

    [Fact]
    public void Unbroken_history_raises_no_alarm()
    {
        var verdict = HistoryChecker.Check(History.Of(Make()));

        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal(10, verdict.Acknowledged);
    }

    [Fact]
    public void Every_broken_history_is_caught()
    {
        var judged = JudgeBroken();
        foreach (var one in judged) output.WriteLine($"{one}");
        output.WriteLine($"Broken histories: {judged.Count(one => one.IsCaught)} of {judged.Count} caught.");

        Assert.All(judged, one => Assert.True(one.IsCaught, one.Name));
    }

    [Fact]
    public void Hundred_thousand_acknowledgements_are_checked_from_a_file()
    {
        const int messages = 100_000;
        var file = Path.GetTempFileName();
        using (var writer = new HistoryWriter(file))
        {
            writer.Write(new ClientStarted(Ann, true, []) { Client = "ann" });
            writer.Write(new ClientStarted(Bob, true, []) { Client = "bob" });
            for (var n = 1; n <= messages; n++)
            {
                writer.Write(new Posting { Client = Author(n), Room = Room, Key = Key(n), Sequence = n, Hash = Row(n).Hash });
                writer.Write(Ok(Author(n), n));
                foreach (var client in (string[])["ann", "bob"]) writer.Write(Set(client, SetVia.Live, n == 1 ? 0 : n, n + 1) with { Messages = [Row(n)] });
            }
            writer.Write(new FreshView
            {
                Client = "ann",
                Room = Room,
                Revision = messages + 1,
                Number = messages,
                Floor = 1,
                Header = new HeaderRow(0, 77, true),
                Messages = [.. Enumerable.Range(1, messages).Select(Row)],
            });
        }
        var began = Stopwatch.GetTimestamp();
        var verdict = HistoryChecker.Check(History.Load(file));
        output.WriteLine($"{messages} acknowledgements, {new FileInfo(file).Length >> 20} MB of history: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s.");
        File.Delete(file);

        Assert.True(verdict.IsClean, verdict.ToString());
        Assert.Equal(messages, verdict.Acknowledged);
    }

    [Fact]
    public void Last_line_that_was_cut_off_is_passed_over_and_one_before_it_is_not()
    {
        var file = Path.GetTempFileName();
        using (var writer = new HistoryWriter(file))
            foreach (var happened in Make()) writer.Write(happened);
        var lines = File.ReadAllLines(file);

        File.WriteAllLines(file, [.. lines, lines[^1][..20]]);
        Assert.Equal(lines.Length, History.Load(file).Events.Count());
        File.WriteAllLines(file, [lines[0][..20], .. lines]);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => History.Load(file).Events.Count());
        File.Delete(file);
    }

    /// <summary>The live set of a client that ends at a revision.</summary>
    private static bool Live(HistoryEvent happened, string client, long to) =>
        happened is SetSeen { Via: SetVia.Live } set && set.Client == client && set.Scope == RoomScope && set.To == to;

    private static SetSeen Late(string client, MessageRow row) => Set(client, SetVia.Live, 14, 15) with { Messages = [row] };

    private static SetSeen Markers(long revision, long number) =>
        Set("ann", SetVia.Live, revision - 1, revision) with { Scope = Chat.Contracts.Scope.Person(Ann).ToString(), Applied = false, Markers = [new MarkerRow(Room, revision, number, 1)] };

    private static void Swap(List<HistoryEvent> events, int a, int b) => (events[a], events[b]) = (events[b], events[a]);

    private static void Change<T>(List<HistoryEvent> events, Func<T, bool> which, Func<T, T> change) where T : HistoryEvent
    {
        for (var i = 0; i < events.Count; i++)
            if (events[i] is T found && which(found)) events[i] = change(found);
    }

    /// <summary>Changes the rows of the fresh view, or of bob's.</summary>
    private static void Rows<T>(List<HistoryEvent> events, Action<List<MessageRow>> change) where T : HistoryEvent => Change<T>(events, _ => true, happened =>
    {
        List<MessageRow> rows = happened switch
        {
            FreshView fresh => [.. fresh.Messages],
            FinalView view => [.. view.Messages],
            _ => throw new ArgumentException("It has no rows.", nameof(events)),
        };
        change(rows);
        return happened switch
        {
            FreshView fresh => (T)(HistoryEvent)(fresh with { Messages = rows }),
            FinalView view => (T)(HistoryEvent)(view with { Messages = rows }),
            _ => happened,
        };
    });
}
