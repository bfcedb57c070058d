namespace Chat.Benchmarks;

/// <summary>This client, as one of its builds.</summary>
internal sealed class ChatScreen(string name, string program, ChatRoom room) : ScreenContender
{
    public override string Name => name;

    // The last word of the line of keys, which is the last line of the screen.
    public override string FirstFrame => "Leave";

    public override string Newest => room.Newest;

    public override ScreenProgram Open() => ScreenProgram.Start([program], room.Environment(Home));

    protected override string NextMark() => room.Newest = Mark.Next();

    protected override async Task SpeakAsync(IReadOnlyList<string> texts, double? rate, CancellationToken cancellationToken)
    {
        await PacedAsync(texts, rate, (i, text) => room.SayAsync(i, text, cancellationToken), cancellationToken);
        await room.SaidAsync(cancellationToken);
    }
}
