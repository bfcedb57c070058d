using Chat.Contracts;

namespace Chat.Client.Cli;

/// <summary>What slash commands reach of the screen.</summary>
internal sealed partial class ScreenController : ICommandPlace
{
    public Guid? Room => Ui.Room;

    public RoomHeader? Header => Screen.Header;

    public DateTimeOffset Now => Screen.Now;

    public TimeZoneInfo Zone => Screen.Zone;

    public void ShowHelp() => Ui.Overlay = new KeysOverlay();

    public void AskPassword() => Ui.Overlay = new PasswordOverlay();

    public void ShowOlder() => Scroll(Size.Height / 2);

    public Message? LastOwn() => OwnMessages.Last(chat.State, Ui.Room);
}
