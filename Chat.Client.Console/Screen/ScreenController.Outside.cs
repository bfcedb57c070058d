namespace Chat.Client.Cli;

internal sealed partial class ScreenController
{
    private Action? _outside;

    /// <summary>Leaves the screen, does something with the terminal as it was before, and comes back.</summary>
    public void Outside(Action work)
    {
        _outside = work;
        leave();
    }

    /// <summary>Stops the process until it is told to go on, as <c>^Z</c> does.</summary>
    public void Suspend()
    {
        // What is typed while the screen is left is lost to it: it isn't for nothing.
        if (JobControl.IsThere) Outside(JobControl.Stop);
    }

    /// <summary>Leaves the screen for good.</summary>
    public void Quit()
    {
        _outside = null;
        leave();
    }

    /// <summary>Does what the screen was left for.</summary>
    /// <returns>Whether to come back.</returns>
    public bool GoOutside()
    {
        if (_outside is not { } work) return false;
        _outside = null;
        work();
        Dirty = true;
        return true;
    }
}
