using Terminal.Gui.Input;

namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    /// <summary>Pastes of so many lines are asked about before they are sent.</summary>
    private const int ManyLines = 4;

    private bool _afterPrefix;

    /// <summary>Keys that change what is being written beyond a line editor's.</summary>
    private bool PressWriting(Key key)
    {
        if (Ui.Focus != Pane.Composer) return false;
        if (_afterPrefix)
        {
            // As in a shell: ^X ^E.
            _afterPrefix = false;
            if (key != Key.E.WithCtrl) return false;
            WriteInEditor();
        }
        else if (key == Key.X.WithCtrl) _afterPrefix = true;
        else if (key == Key.P.WithAlt || key == Key.CursorUp.WithCtrl) Recall(Ui.Current.Sent.Older(Ui.Current.Composer.Text));
        else if (key == Key.N.WithAlt || key == Key.CursorDown.WithCtrl) Recall(Ui.Current.Sent.Newer());
        else return false;
        return true;
    }

    private void PressTab(bool back)
    {
        if (Ui.Focus != Pane.Composer || Ui.Current.Chosen is not null || !Complete(back ? -1 : +1)) NextPane(back ? -1 : +1);
    }

    // The first time the word before the caret; after that the next thing that fits.
    private bool Complete(int by)
    {
        var (ui, composer) = (Ui.Current, Ui.Current.Composer);
        var goesOn = ui.Completing is { } before && before.Text == composer.Text && before.Caret == composer.Caret;
        ui.Completing = goesOn ? ui.Completing!.Next(by) : Completion.Begin(Screen, composer.Text, composer.Caret);
        if (ui.Completing is not { } now) return false;
        composer.Set(now.Text, now.Caret);
        if (now.Choices.Count > 1) Say(string.Join("  ", now.Choices.Select((choice, i) => i == now.Index ? $"[{choice.TrimEnd()}]" : choice.TrimEnd())));
        return true;
    }

    private void Recall(string? line)
    {
        if (line is not null && Ui.Current.Editing is null) Ui.Current.Composer.Set(line);
    }

    private void PasteIntoComposer(string text)
    {
        Ui.Focus = Pane.Composer;
        (Ui.Current.Chosen, Ui.Current.ConfirmsPaste) = (null, false);
        Ui.Current.Composer.Insert(text);
        Ui.Current.Pasted |= text.ReplaceLineEndings("\n").TrimEnd('\n').AsSpan().Count('\n') + 1 >= ManyLines;
    }

    // Whoever pastes the wrong thing sees how much it is before everybody else sees it.
    private static bool AsksFirst(RoomUi ui)
    {
        if (!ui.Pasted || ui.Composer.LineCount < ManyLines) return false;
        ui.ConfirmsPaste = !ui.ConfirmsPaste;
        return ui.ConfirmsPaste;
    }

    private void WriteInEditor()
    {
        var ui = Ui.Current;
        Outside(() =>
        {
            var (text, problem) = Editor.Write(shell.Environment, ui.Composer.Text);
            if (text is not null)
            {
                ui.Composer.Set("");
                ui.Composer.Insert(text);
            }

            if (problem is not null) Say(problem);
        });
    }
}
