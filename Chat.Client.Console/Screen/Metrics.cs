namespace Chat.Client.Cli;

/// <summary>Where everything stands on a screen of a given size. All columns hang on the spine.</summary>
internal sealed record Metrics
{
    private const int SpineRoom = 3;
    private const int TimeRoom = 6;
    private const int WidestText = 80;
    private const int WidestName = 24;

    public Metrics(int width, int height, int composerRows)
    {
        (Width, Height) = (width, height);
        ComposerRows = Math.Clamp(composerRows, 1, Math.Max(1, height / 3));
        OnePane = width < 64 || height < 16;
        Members = !OnePane && width >= 110 ? 20 : 0;
        Side = OnePane ? 0 : width >= 110 ? 24 : 20;
        Left = OnePane ? 0 : Side + 1;
        Middle = width - Left - (Members > 0 ? Members + 1 : 0);
        if (OnePane)
        {
            Text = Math.Max(4, Math.Min(WidestText, width - 4));
            return;
        }

        var name = width >= 110 ? 16 : 13;
        Text = Math.Min(WidestText, Middle - name - SpineRoom - TimeRoom);
        Name = Math.Clamp(Middle - Text - SpineRoom - TimeRoom, name, WidestName);
    }

    public int Width { get; }
    public int Height { get; }

    /// <summary>Below 64 columns or 16 rows: only the conversation, and the names above the texts.</summary>
    public bool OnePane { get; }

    /// <summary>The columns of the rooms; 0: not shown.</summary>
    public int Side { get; }

    /// <summary>The columns of the members; 0: they open over the conversation.</summary>
    public int Members { get; }

    /// <summary>The first column of the conversation.</summary>
    public int Left { get; }

    /// <summary>The columns of the conversation.</summary>
    public int Middle { get; }

    public int Name { get; }
    public int Text { get; }

    public int Spine => Left + Name + 1;
    public int TextLeft => OnePane ? 2 : Left + Name + SpineRoom;

    /// <summary>The column after the times.</summary>
    public int TimeEnd => OnePane ? Width : TextLeft + Text + TimeRoom;

    public int ComposerRows { get; }
    public int KeysRow => Height - 1;
    public int ComposerTop => Height - 1 - ComposerRows;
    public int RuleRow => OnePane ? -1 : ComposerTop - 1;
    public int TypingRow => ComposerTop - (OnePane ? 1 : 2);
    public static int TimelineTop => 1;
    public int TimelineRows => Math.Max(0, TypingRow - TimelineTop);

    /// <summary>The columns of a text that is being written, the caret's included.</summary>
    public int ComposerText => OnePane ? Width - 3 : Math.Max(8, Width - TextLeft - 1 - (Members > 0 ? 16 : 0));

    /// <summary>Turns are an empty line apart where there is room for it.</summary>
    public bool Airy => Members > 0;
}
