using System.Globalization;
using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>Something in the timeline: a message of the room, or one that is still on its way out.</summary>
internal readonly record struct Item(Message? Message, OutboxItem? Pending)
{
    public Guid Id => Message?.Id ?? Pending!.Id;
}

/// <summary>Turns messages into rows.</summary>
internal sealed class MessageRows(ScreenState screen, Metrics metrics)
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(10);
    private readonly RoomUi _ui = screen.Ui.Current;
    private readonly Signs _signs = screen.Signs;
    private readonly TextLines _text = new(screen.Signs, metrics.Text);

    /// <summary>The rows of an item, with what stands between it and the one before.</summary>
    public List<TimelineRow> Of(Item item, Item? before, bool afterGap)
    {
        var rows = new List<TimelineRow>();
        var at = At(item);
        var beforeAt = before is { } b ? At(b) : (DateTime?)null;
        if (afterGap) rows.Add(Plain("Messages in between are not loaded: PgDn loads them.", item.Id));
        var opens = beforeAt?.Date != at.Date || afterGap;
        if (beforeAt?.Date != at.Date) rows.Add(Day(at, item.Id));
        var isFirstNew = IsNew(item) && (before is not { } old || !IsNew(old));
        if (isFirstNew) rows.Add(new TimelineRow(RowKind.Rule) { Name = "New", NameInk = new Ink(Role.Accent, Marks: Marks.Bold), IsNew = true, Message = item.Id });
        var starts = opens || isFirstNew || before is not { } previous || StartsTurn(item, at, previous, beforeAt!.Value);
        if (metrics.Airy && starts && before is not null)
            rows.Insert(0, new TimelineRow(RowKind.Text) { Message = item.Id });
        if (item.Message is { Notice: { } notice } told) rows.AddRange(Notice(told, notice, at));
        else rows.AddRange(Said(item, at, starts, before is { } p && !starts && Clock(At(p)) == Clock(at) && p.Message is not null));
        return rows;
    }

    private DateTime At(Item item) =>
        screen.Local(item.Message?.At ?? item.Pending!.ComposedAt.ToUnixTimeMilliseconds());

    private bool IsNew(Item item) => _ui.NewAfter is { } after && item.Message is { } message && message.Number > after;

    private bool StartsTurn(Item item, DateTime at, Item before, DateTime beforeAt) =>
        Author(item) != Author(before) || item.Message?.Notice is not null != before.Message?.Notice is not null || at - beforeAt > LongestTurn;

    private Guid Author(Item item) => item.Message?.Author ?? screen.Chat.Me ?? Guid.Empty;

    private static string Clock(DateTime at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    private TimelineRow Day(DateTime at, Guid message)
    {
        var today = screen.Now.Date;
        var name = at.Date == today ? "Today"
            : at.Date == today.AddDays(-1) ? "Yesterday"
            : at.Year == today.Year ? at.ToString("ddd d MMM", CultureInfo.InvariantCulture)
            : at.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        return new TimelineRow(RowKind.Rule) { Name = name, NameInk = new Ink(Role.Quiet), Message = message };
    }

    private static TimelineRow Plain(string text, Guid message) =>
        new(RowKind.Text) { Text = [.. Glyph.Of(text, new Ink(Role.Faint))], Message = message };

    private IEnumerable<TimelineRow> Notice(Message message, Notice notice, DateTime at)
    {
        var who = message.Author == screen.Chat.Me ? "You" : screen.Chat.NameOf(message.Author);
        var text = notice.Kind switch
        {
            NoticeKinds.Created => $"{who} made the room {notice.Value}",
            NoticeKinds.Renamed => $"{who} renamed the room to {notice.Value}",
            NoticeKinds.Topic when notice.Value.Length == 0 => $"{who} removed the topic",
            NoticeKinds.Topic => $"{who} set the topic: {notice.Value}",
            _ => $"{who}: {notice.Kind} {notice.Value}",
        };
        return Lines(Glyph.Of(Inert.Line(text), new Ink(Role.Faint)), message.Id, Clock(at), new Ink(Role.Faint));
    }

    private IEnumerable<TimelineRow> Said(Item item, DateTime at, bool starts, bool sameMinute)
    {
        var author = Author(item);
        var name = starts ? Inert.Line(screen.Chat.NameOf(author)) : "";
        var nameInk = Ink.Author(screen.Chat.ColourOf(author)).With(Marks.Bold);
        var time = sameMinute ? "" : Clock(at);
        if (metrics.OnePane)
        {
            if (starts) yield return new TimelineRow(RowKind.Name) { Name = name, NameInk = nameInk, Right = time, Message = item.Id };
            (name, time) = ("", "");
        }

        var (lines, right, rightInk) = item.Pending is { } pending ? Pending(pending) : (Message(item.Message!), time, new Ink(Role.Faint));
        foreach (var row in Rows(lines, item.Id, right, rightInk))
        {
            yield return row with { Name = name, NameInk = nameInk };
            name = "";
        }

        if (item.Pending is { State: OutboxState.Refused or OutboxState.Unconfirmed } stuck)
            foreach (var row in Lines(Why(stuck), item.Id, "", default)) yield return row;
    }

    private IEnumerable<TimelineRow> Lines(IEnumerable<Glyph> glyphs, Guid message, string right, Ink rightInk) =>
        Rows(Wrap.Lines(glyphs, metrics.Text), message, right, rightInk);

    private static IEnumerable<TimelineRow> Rows(IEnumerable<List<Glyph>> lines, Guid message, string right, Ink rightInk)
    {
        foreach (var line in lines)
        {
            yield return new TimelineRow(RowKind.Text) { Text = line, Message = message, Right = right, RightInk = rightInk };
            right = "";
        }
    }

    private List<List<Glyph>> Message(Message message)
    {
        if (message.DeletedBy is { } by)
        {
            var who = by == screen.Chat.Me ? "you" : screen.Chat.NameOf(by);
            return Wrap.Lines(Glyph.Of(Inert.Line($"Message deleted by {who}"), new Ink(Role.Faint, Marks: Marks.Italic)), metrics.Text);
        }

        return _text.Of(message.Text, new Ink(Role.Text), message.Version > 1 ? " (edited)" : "");
    }

    private (List<List<Glyph>> Lines, string Right, Ink RightInk) Pending(OutboxItem item) =>
        item.State is OutboxState.Refused or OutboxState.Unconfirmed
            ? (_text.Of(item.Text, new Ink(Role.Text)), _signs.NotSent, new Ink(Role.Danger, Marks: Marks.Bold))
            : (_text.Of(item.Text, new Ink(Role.Quiet)), _signs.Pending, new Ink(Role.Quiet));

    private IEnumerable<Glyph> Why(OutboxItem item)
    {
        var why = item.State == OutboxState.Unconfirmed
            ? "Not confirmed: the connection broke three times; it may have arrived."
            : "Not sent: " + LowerFirst(item.Error?.Message ?? "the server refused it.");
        return Glyph.Of(Inert.Line(why) + "  ", new Ink(Role.Danger))
            .Concat(Glyph.Of($"[{_signs.Caret}R]", new Ink(Role.Accent, Marks: Marks.Bold)))
            .Concat(Glyph.Of(" try again", new Ink(Role.Quiet)));
    }

    private static string LowerFirst(string sentence) =>
        sentence.Length > 1 && char.IsUpper(sentence[0]) && char.IsLower(sentence[1]) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence;
}
