namespace Chat.Client.Cli;

/// <summary>Asks for the password now and the new one, twice.</summary>
internal static class PasswordBox
{
    public static void Draw(Frame frame, ScreenState screen, PasswordOverlay box)
    {
        var (x, y, width, _) = Box.Draw(frame, screen.Signs, 52, PasswordOverlay.Questions.Length + 5, "Change the password");
        for (var i = 0; i < PasswordOverlay.Questions.Length; i++)
        {
            var asks = i == box.Answers.Count;
            frame.PutRight(x + 13, y + i, PasswordOverlay.Questions[i], new Ink(asks ? Role.Text : Role.Faint), 13, screen.Signs);
            frame.Put(x + 14, y + i, screen.Signs.Spine, new Ink(Role.Rule));

            // Dots, as many as there are characters, and never more than there is room for.
            var length = i < box.Answers.Count ? Characters(box.Answers[i]) : asks ? Characters(box.Line.Text) : 0;
            var end = frame.Put(x + 16, y + i, string.Concat(Enumerable.Repeat(screen.Signs.Dot, length)), new Ink(Role.Text), width - 17);
            if (asks) frame.Caret = (end, y + i);
        }

        frame.PutCut(x, y + PasswordOverlay.Questions.Length, box.Problem ?? "", new Ink(Role.Danger), width, screen.Signs);
    }

    private static int Characters(string text) => new System.Globalization.StringInfo(text).LengthInTextElements;
}
