using System.Text;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    /// <summary>A key was pressed.</summary>
    public void Press(Key key)
    {
        Touch();
        if (key == Key.Q.WithCtrl) Quit();
        else if (Ui.Overlay is { } overlay) PressOver(overlay, key);
        else if (!PressWriting(key) && !PressAnywhere(key) && !PressQuestion(key) && !PressChosen(key) && !PressPane(key)) PressComposer(key);
    }

    /// <summary>Text was pasted.</summary>
    public void Paste(string text)
    {
        Touch();
        switch (Ui.Overlay)
        {
            case GoToOverlay goTo: goTo.Query.Insert(text.ReplaceLineEndings(" ")); break;
            case PasswordOverlay password: password.Line.Insert(text.TrimEnd('\r', '\n')); break;
            case KeysOverlay { Typed: true }:
                WriteOn();
                PasteIntoComposer(text);
                break;
            case null: PasteIntoComposer(text); break;
        }
    }

    private void Touch()
    {
        _touched = _time.GetUtcNow();
        Ui.Said = null;
        Dirty = true;
    }

    private bool PressAnywhere(Key key)
    {
        if (key == Key.K.WithCtrl) ShowGoTo();
        else if (key == Key.N.WithCtrl) OpenNextUnread();
        else if (key == Key.CursorUp.WithAlt) OpenNeighbour(-1);
        else if (key == Key.CursorDown.WithAlt) OpenNeighbour(+1);
        else if (key == Key.P.WithCtrl) ShowMembers();
        else if (key == Key.G.WithCtrl) GoToFirstUnread();
        else if (key == Key.R.WithCtrl) PressRetry();
        else if (key == Key.F1) Ui.Overlay = new KeysOverlay();
        else if (key == Key.C.WithCtrl) PressInterrupt();
        else if (key == Key.Tab || key == Key.Tab.WithShift) PressTab(key.IsShift);
        else if (key == Key.Z.WithCtrl) Suspend();
        else if (NumberOf(key) is { } number) OpenNumber(number);
        else if (Ui.MembersOver && key == Key.Esc) Ui.MembersOver = false;
        else if (Ui.MembersOver && PressScroll(key, ScrollMembers)) return true;
        else if (key == Key.PageUp) Scroll(Metrics.TimelineRows - 2);
        else if (key == Key.PageDown) Scroll(-(Metrics.TimelineRows - 2));
        else return false;
        return true;
    }

    // All keys, where nothing is being written. In an empty line it may as well be the beginning of a text.
    private bool PressQuestion(Key key)
    {
        if (TextOf(key) != "?") return false;
        var writes = Ui.Focus == Pane.Composer && Ui.Current.Chosen is null;
        if (writes && (Ui.Current.Editing is not null || !Ui.Current.Composer.IsEmpty)) return false;
        Ui.Overlay = new KeysOverlay { Typed = writes };
        return true;
    }

    // The question mark was meant as text after all.
    private void WriteOn()
    {
        Ui.Overlay = null;
        Ui.Current.Composer.Insert("?");
    }

    private void PressRetry()
    {
        var isOffline = chat.State.Connection == ConnectionState.Offline;
        if (isOffline) chat.ReconnectNow();
        if (Ui.Current.Chosen is { } chosen && chat.State.Outbox.Any(o => o.Id == chosen)) chat.Retry(chosen);
        else if (RetryAll() == 0 && !isOffline) Say("Nothing here was refused.");
    }

    private void PressInterrupt()
    {
        if (Ui.Current.Composer.IsEmpty) Quit();
        else Ui.Current.Composer.KillAll();
    }

    // Alt and a figure: the room that stands there.
    private static int? NumberOf(Key key) =>
        key.IsAlt && !key.IsCtrl && key.NoAlt.AsRune.Value is >= '1' and <= '9' and var figure ? figure - '0' : null;

    private void OpenNumber(int number)
    {
        var rooms = Screen.RoomsInOrder();
        if (number <= rooms.Count) Open(rooms[number - 1]);
    }

    private void NextPane(int by)
    {
        var metrics = Metrics;
        List<Pane> panes = [Pane.Composer];
        if (metrics.Side > 0) panes.Add(Pane.Rooms);
        if (metrics.Members > 0) panes.Add(Pane.Members);
        Ui.Focus = panes[(Math.Max(0, panes.IndexOf(Ui.Focus)) + by + panes.Count) % panes.Count];
        Ui.Current.Chosen = null;
        if (Ui.Focus == Pane.Rooms) Ui.PickedRoom = Ui.Room;
    }

    private bool PressChosen(Key key)
    {
        if (Ui.Current.Chosen is null) return false;
        if (key == Key.CursorUp) Choose(-1);
        else if (key == Key.CursorDown) Choose(+1);
        else if (key == Key.E) BeginEdit();
        else if (key == Key.Delete) Delete();
        else
        {
            // Whatever else is pressed lets go, and a letter is written.
            (Ui.Current.Chosen, Ui.ConfirmsDelete) = (null, false);
            return key == Key.Esc || key == Key.Enter;
        }

        return true;
    }

    private bool PressPane(Key key)
    {
        if (Ui.Focus == Pane.Composer) return false;
        if (key == Key.Esc) Ui.Focus = Pane.Composer;
        else if (Ui.Focus == Pane.Rooms && key == Key.CursorUp) PickRoom(-1);
        else if (Ui.Focus == Pane.Rooms && key == Key.CursorDown) PickRoom(+1);
        else if (Ui.Focus == Pane.Rooms && Ui.PickedRoom is { } picked && PressPicked(picked, key)) return true;
        else if (Ui.Focus == Pane.Members && PressScroll(key, ScrollMembers)) return true;
        else
        {
            Ui.Focus = Pane.Composer;
            return false;
        }

        return true;
    }

    // By the page's keys.
    private bool PressPicked(Guid room, Key key)
    {
        if (key == Key.Enter) Open(room);
        else if (key == Key.F) Say(Favourite(room, !Ui.Favourites.Contains(room)));
        else if (key == Key.M) Say(Mute(room, !Ui.Muted.Contains(room)));
        else if (key == Key.R) MarkRead(room);
        else return false;
        return true;
    }

    private static bool PressScroll(Key key, Action<int> scroll)
    {
        if (key == Key.CursorUp) scroll(-1);
        else if (key == Key.CursorDown) scroll(+1);
        else if (key == Key.PageUp) scroll(-10);
        else if (key == Key.PageDown) scroll(+10);
        else return false;
        return true;
    }

    private void PressComposer(Key key)
    {
        var composer = Ui.Current.Composer;
        if (key == Key.Enter) Enter();
        else if (key == Key.Esc) PressEscape();
        else PressInLine(composer, key);
    }

    private void PressInLine(LineEditor composer, Key key)
    {
        Ui.Current.ConfirmsPaste = false;
        if (key == Key.CursorUp) PressUp(composer);
        else if (key == Key.CursorDown) composer.Down();
        else if (key == Key.End) PressEnd(composer);
        else if (Edit(composer, key) && !composer.IsEmpty && composer.Text[0] != '/' && Ui.Room is { } room) chat.Typing(room);
        Ui.Current.Pasted &= !composer.IsEmpty;
    }

    private void PressEscape()
    {
        if (Ui.Current.ConfirmsPaste) Ui.Current.ConfirmsPaste = false;
        else if (Ui.Current.Editing is not null) EndEdit(Ui.Current);
        else if (Ui.Current.Anchor is not null) GoToNewest();
        else Ui.Current.NewAfter = null;
    }

    private void PressUp(LineEditor composer)
    {
        if (composer.IsEmpty && Ui.Current.Editing is null) Choose(-1);
        else composer.Up();
    }

    // First the end of the line that is being written, then the end of the conversation.
    private void PressEnd(LineEditor composer)
    {
        var caret = composer.Caret;
        composer.LineEnd();
        if (composer.Caret == caret) GoToNewest();
    }

    private void PressOver(Overlay overlay, Key key)
    {
        if (key == Key.Esc || key == Key.C.WithCtrl) Ui.Overlay = null;
        else if (overlay is GoToOverlay goTo) PressGoTo(goTo, key);
        else if (overlay is PasswordOverlay password)
        {
            if (key == Key.Enter) AnswerPassword(password);
            else Edit(password.Line, key, oneLine: true);
        }
        else if (overlay is KeysOverlay keys)
        {
            if (keys.Typed && (key == Key.Enter || TextOf(key) is not null))
            {
                WriteOn();
                if (key != Key.Enter) PressComposer(key);
            }
            else if (key == Key.F1 || key == Key.Enter || TextOf(key) == "?") Ui.Overlay = null;
            else PressScroll(key, by => keys.Scroll = Math.Clamp(keys.Scroll + by, 0, Math.Max(0, KeysBox.LineCount - Size.Height + 5)));
        }
        else if (overlay is PersonOverlay person)
        {
            if (key == Key.Enter) Ui.Overlay = null;
            else PressScroll(key, by => ScrollPerson(person, by));
        }
    }

    private void PressGoTo(GoToOverlay box, Key key)
    {
        var entries = GoTo.Entries(Screen, box);
        var last = Math.Max(0, entries.Count - 1);
        if (key == Key.Enter)
        {
            if (entries.Count > 0) Pick(entries[Math.Clamp(box.Index, 0, last)]);
        }
        else if (key == Key.CursorUp || key == Key.P.WithCtrl) box.Index = Math.Clamp(box.Index - 1, 0, last);
        else if (key == Key.CursorDown || key == Key.N.WithCtrl || key == Key.Tab) box.Index = Math.Clamp(box.Index + 1, 0, last);
        else if (key == Key.K.WithCtrl) Ui.Overlay = null;
        else if (Edit(box.Query, key, oneLine: true)) box.Index = 0;
    }

    /// <summary>The keys of a line editor, as in a shell, those aside that the screen has for itself.</summary>
    /// <returns>Whether the text changed by typing.</returns>
    private static bool Edit(LineEditor line, Key key, bool oneLine = false)
    {
        if (key == Key.CursorLeft || key == Key.B.WithCtrl) line.Left();
        else if (key == Key.CursorRight) line.Right();
        else if (key == Key.Home || key == Key.A.WithCtrl) line.LineStart();
        else if (key == Key.End || key == Key.E.WithCtrl) line.LineEnd();
        else if (key == Key.CursorLeft.WithCtrl || key == Key.CursorLeft.WithAlt || key == Key.B.WithAlt) line.WordLeft();
        else if (key == Key.CursorRight.WithCtrl || key == Key.CursorRight.WithAlt || key == Key.F.WithAlt) line.WordRight();
        else if (key == Key.Backspace || key == Key.Backspace.WithCtrl || key == Key.H.WithCtrl) line.Backspace();
        else if (key == Key.Delete || key == Key.D.WithCtrl) line.Delete();
        else if (key == Key.W.WithCtrl || key == Key.Backspace.WithAlt) line.KillWordLeft();
        else if (key == Key.D.WithAlt) line.KillWordRight();
        else if (key == Key.U.WithCtrl) line.KillToLineStart();
        else if (key == Key.K.WithAlt) line.KillToLineEnd();
        else if (key == Key.Y.WithCtrl) line.Yank();
        else if (IsNewLine(key))
        {
            if (!oneLine) line.Insert("\n");
        }
        else if (TextOf(key) is { } text)
        {
            line.Insert(text);
            return true;
        }

        return false;
    }

    // What a key writes.
    private static string? TextOf(Key key)
    {
        if (key.IsCtrl || key.IsAlt || key.AsRune is not { Value: >= ' ' and not 0x7F } rune || !Printable(key)) return null;
        return key.AssociatedText is { Length: > 0 } text ? text : rune.ToString();
    }

    // Terminals send Alt Enter as Escape and a carriage return, and ^J is a line feed.
    private static bool IsNewLine(Key key) =>
        key == Key.Enter.WithAlt || key == Key.M.WithCtrl.WithAlt || key == Key.Enter.WithShift || key == Key.Enter.WithCtrl || key == Key.J.WithCtrl;

    private static bool Printable(Key key) => (key.KeyCode & KeyCode.SpecialMask) == 0 || Rune.IsValid((int)(key.KeyCode & KeyCode.CharMask));
}
