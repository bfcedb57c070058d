namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    /// <summary>Shows a message of the room at the top of the conversation, by its number; none: the newest. Only in the screen's thread.</summary>
    public void ShowNumber(Guid room, long? number)
    {
        if (Ui.Room != room) return;
        GoToNewest();
        if (number is not { } wanted) return;
        Ui.Current.WantedTop = wanted;
        if (new Timeline(Screen, Metrics).IndexOf(wanted) < 0) chat.LoadAround(room, wanted);
        Dirty = true;
    }
}
