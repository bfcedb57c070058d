using Chat.Contracts;

namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    /// <summary>Tries again what was refused in this room; answers how many.</summary>
    public int RetryAll() => ForStuck(chat.Retry);

    /// <summary>Throws away what was refused in this room; answers how many.</summary>
    public int DiscardAll() => ForStuck(chat.Discard);

    private int ForStuck(Action<Guid> act)
    {
        List<OutboxItem> stuck = [.. chat.State.Outbox.Where(o => o.Room == Ui.Room && o.State is OutboxState.Refused or OutboxState.Unconfirmed)];
        foreach (var item in stuck) act(item.Id);
        return stuck.Count;
    }

    private void Enter()
    {
        var ui = Ui.Current;
        var line = ui.Composer.Text;
        if (ui.Editing is { } editing)
        {
            SaveEdit(editing, line);
            return;
        }

        if (string.IsNullOrWhiteSpace(line) || AsksFirst(ui)) return;
        var (message, word, command, argument) = SlashCommands.Read(line);
        if (message is null)
        {
            if (command is null)
            {
                Say($"There is no /{word}. /help shows all commands; // begins a message with a slash.");
                return;
            }

            ui.Sent.Add(line);
            ui.Composer.KillAll();
            Run(() => command.RunAsync(this, argument));
            return;
        }

        Post(message, line);
    }

    private void Post(string message, string line)
    {
        if (Ui.Room is not { } room)
        {
            Say($"No room is shown. {signs.Caret}K goes to one.");
            return;
        }

        if (chat.State.Connection == ConnectionState.Live && !chat.State.Memberships.ContainsKey(room))
        {
            Say("You only read this room. /join, then write.");
            return;
        }

        var ui = Ui.Current;
        ui.Composer.Set("");
        ui.Sent.Add(line);
        (ui.Anchor, ui.NewAfter, ui.Pasted, ui.ConfirmsPaste) = (null, null, false, false);
        Run(async () =>
        {
            var posted = await chat.PostAsync(room, message);
            if (posted.Ok) return null;
            Later(() =>
            {
                if (ui.Composer.IsEmpty) ui.Composer.Set(line);
            });
            return posted.Error!.Message;
        });
    }

    private void BeginEdit()
    {
        if (Ui.Current is not { Chosen: { } chosen } ui || Screen.Room?.Messages.FirstOrDefault(m => m.Id == chosen) is not { } message) return;
        if (message.Author != chat.State.Me || message.DeletedBy is not null || message.Notice is not null)
        {
            Say("Only your own messages can be edited.");
            return;
        }

        ui.Editing = new Editing(chosen, message.Version, ui.Composer.Text);
        ui.Composer.Set(message.Text);
        ui.Chosen = null;
    }

    private void EndEdit(RoomUi ui)
    {
        if (ui.Editing is not { } editing) return;
        ui.Composer.Set(editing.Draft);
        ui.Editing = null;
        Dirty = true;
    }

    private void SaveEdit(Editing editing, string text)
    {
        if (Ui.Room is not { } room || Screen.Room?.Messages.FirstOrDefault(m => m.Id == editing.Message) is not { } message)
        {
            Say("The message is no longer there.");
            EndEdit(Ui.Current);
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            Say("A message has a text. Del on the chosen message deletes it.");
            return;
        }

        var ui = Ui.Current;
        if (message.Text == text)
        {
            EndEdit(ui);
            return;
        }

        Run(async () =>
        {
            var edited = await chat.EditMessageAsync(room, editing.Message, editing.Version, text);
            if (edited.Ok)
            {
                Later(() => EndEdit(ui));
                return null;
            }

            // What was typed stays; saving again replaces the newer text, which the person has now been told of.
            if (edited.Error is not { Code: ErrorCodes.Stale, Current: { } newer }) return edited.Error!.Message;
            Later(() => ui.Editing = editing with { Version = newer.Version });
            return $"It was changed elsewhere meanwhile, to: {newer.Text}. Enter replaces that, Esc leaves it.";
        });
    }

    private void Delete()
    {
        if (Ui.Room is not { } room || Ui.Current is not { Chosen: { } chosen } ui) return;
        if (chat.State.Outbox.FirstOrDefault(o => o.Id == chosen) is { } waiting)
        {
            chat.Discard(chosen);
            if (waiting.State == OutboxState.Sending) Say("It is under way already.");
            return;
        }

        var message = Screen.Room?.Messages.FirstOrDefault(m => m.Id == chosen);
        if (!Rights.MayDelete(Screen, message))
        {
            Say("Only your own messages can be deleted, and by an owner of the room anybody's.");
            return;
        }

        if (!Ui.ConfirmsDelete)
        {
            Ui.ConfirmsDelete = true;
            return;
        }

        (Ui.ConfirmsDelete, ui.Chosen) = (false, null);
        Run(async () =>
        {
            var deleted = await chat.DeleteMessageAsync(room, chosen);
            return deleted.Ok ? null : deleted.Error!.Message;
        });
    }

    private void Choose(int by)
    {
        var timeline = new Timeline(Screen, Metrics);
        if (timeline.Count == 0) return;
        var ui = Ui.Current;
        var at = ui.Chosen is { } chosen ? timeline.IndexOf(chosen) + by : timeline.BottomIndex;
        Ui.ConfirmsDelete = false;
        if (at >= timeline.Count)
        {
            ui.Chosen = null;
            return;
        }

        at = Math.Max(0, at);
        ui.Chosen = timeline[at].Id;
        ui.Anchor = timeline.Showing(at);
        if (at == 0) LoadOlder();
    }

    private void Scroll(int rowsUp)
    {
        var timeline = new Timeline(Screen, Metrics);
        var ui = Ui.Current;
        ui.WantedTop = null;
        ui.Anchor = timeline.Scrolled(rowsUp);
        var now = new Timeline(Screen, Metrics);
        if (rowsUp > 0 && now.AtOldest) LoadOlder();
        if (Ui.Room is { } room) FillGap(room, now, rowsUp);
    }

    // From the side that one comes from.
    private void FillGap(Guid room, Timeline timeline, int rowsUp)
    {
        var shown = timeline.Visible().Select(row => timeline.IndexOf(row.Message)).Where(index => index >= 0).ToList();
        if (shown.Count == 0) return;
        if (rowsUp > 0 && shown.Find(timeline.HasGapBefore) is > 0 and var above) chat.LoadOlder(room, timeline[above].Message!.Number);
        else if (rowsUp < 0 && timeline.HasGapBefore(timeline.BottomIndex + 1)) chat.LoadNewer(room, timeline[timeline.BottomIndex].Message!.Number);
    }

    /// <summary>Gives up what lies far from the rows on the screen, when much is held.</summary>
    private void ReleaseFar(Guid id, RoomState room, Timeline timeline)
    {
        if (room.Messages.Count <= RoomState.MostHeld || Ui.Current.WantedTop is not null) return;
        var shown = timeline.Visible().Select(row => timeline.IndexOf(row.Message)).Where(index => index >= 0)
            .Select(index => timeline[index].Message?.Number ?? timeline.Newest).ToList();
        if (shown.Count == 0) return;
        foreach (var (from, to) in room.Excess(shown.Min(), shown.Max())) chat.Release(id, from, to);
    }

    private void LoadOlder()
    {
        if (Ui.Room is not { } room || Screen.Room is not { HasOlder: true, LoadingPage: false }) return;
        if (chat.State.Connection == ConnectionState.Live) chat.LoadOlder(room);
        else Say("Older messages come with the connection: only the newest are kept on this machine.");
    }

    private void GoToNewest()
    {
        var ui = Ui.Current;
        (ui.Anchor, ui.WantedTop, ui.Chosen) = (null, null, null);
    }

    private void GoToFirstUnread()
    {
        if (Ui.Room is not { } room || Ui.Current is not { NewAfter: { } after } ui)
        {
            Say("Nothing is unread here.");
            return;
        }

        ui.WantedTop = after + 1;
        if (new Timeline(Screen, Metrics).IndexOf(after + 1) < 0) chat.LoadAround(room, after + 1);
    }

    private void AnswerPassword(PasswordOverlay box)
    {
        if (box.Line.IsEmpty) return;
        box.Answers.Add(box.Line.Text);
        (box.Line, box.Problem) = (new LineEditor(), null);
        if (box.Answers.Count < PasswordOverlay.Questions.Length) return;
        if (box.Answers[1] != box.Answers[2])
        {
            box.Answers.RemoveRange(1, 2);
            box.Problem = "The two differ. Type the new one again.";
            return;
        }

        Ui.Overlay = null;
        var change = new ChangePassword(box.Answers[0], box.Answers[1]);
        Run(async () =>
        {
            var changed = await accounts.ChangePasswordAsync(chat.Options.Token, change);
            return changed.Ok ? "The password is changed. All other sessions have ended." : changed.Error!.Message;
        });
    }
}
