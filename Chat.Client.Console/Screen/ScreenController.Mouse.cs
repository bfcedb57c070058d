using Terminal.Gui.Input;

namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    private const int WheelRows = 3;

    /// <summary>The mouse did something at a cell.</summary>
    public void Point(MouseFlags flags, int x, int y)
    {
        if (flags.HasFlag(MouseFlags.WheeledUp)) Wheel(x, -1);
        else if (flags.HasFlag(MouseFlags.WheeledDown)) Wheel(x, +1);
        else if (flags.HasFlag(MouseFlags.LeftButtonClicked)) Click(x, y);
    }

    private void Wheel(int x, int down)
    {
        Touch();
        var metrics = Metrics;
        switch (Ui.Overlay)
        {
            case GoToOverlay goTo: goTo.Index = Math.Clamp(goTo.Index + down, 0, Math.Max(0, GoTo.Entries(Screen, goTo).Count - 1)); break;
            case KeysOverlay keys: keys.Scroll = Math.Clamp(keys.Scroll + down * WheelRows, 0, Math.Max(0, KeysBox.LineCount - Size.Height + 5)); break;
            case PersonOverlay person: ScrollPerson(person, down * WheelRows); break;
            case PasswordOverlay: break;
            default:
                if (x < metrics.Side) Ui.RoomsScroll = Math.Clamp(Ui.RoomsScroll + down * WheelRows, -chat.State.Memberships.Count, chat.State.Memberships.Count);
                else if ((metrics.Members > 0 || Ui.MembersOver) && x >= metrics.Left + metrics.Middle - (Ui.MembersOver ? metrics.Middle / 2 : 0))
                    ScrollMembers(down * WheelRows);
                else Scroll(-down * WheelRows);
                break;
        }
    }

    private void Click(int x, int y)
    {
        Touch();
        var hit = Spots.LastOrDefault(s => s.Contains(x, y));
        if (hit.Width == 0)
        {
            (Ui.Overlay, Ui.MembersOver) = (null, false);
            return;
        }

        switch (hit.Kind)
        {
            case SpotKind.Room: Open(hit.Id); break;
            case SpotKind.GoTo: ShowGoTo(); break;
            case SpotKind.Members: ShowMembers(); break;
            case SpotKind.Person: ShowPerson(hit.Id); break;
            case SpotKind.Newest: GoToNewest(); break;
            case SpotKind.Composer: (Ui.Focus, Ui.Current.Chosen) = (Pane.Composer, null); break;
            case SpotKind.Message: Ui.Current.Chosen = Ui.Current.Chosen == hit.Id ? null : hit.Id; break;
            case SpotKind.Pick when Ui.Overlay is GoToOverlay box && GoTo.Entries(Screen, box) is var entries && hit.Index < entries.Count:
                Pick(entries[hit.Index]);
                break;
        }
    }
}
