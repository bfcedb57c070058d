using System.Text;

namespace Chat.Client.Cli;

/// <summary>Asks for a secret at the terminal.</summary>
internal static class Secret
{
    /// <summary>Reads a line without showing it; none when ^C, ^D or Esc was pressed.</summary>
    public static string? Ask(string question)
    {
        Console.Error.Write(question);
        var secret = new StringBuilder();
        var before = Console.TreatControlCAsInput;
        Console.TreatControlCAsInput = true;
        try
        {
            while (true)
            {
                var key = Console.ReadKey(intercept: true);
                if (key.Key == ConsoleKey.Enter) return secret.ToString();
                if (key.Key == ConsoleKey.Escape || key.KeyChar is '\u0003' or '\u0004') return null;
                if (key.Key == ConsoleKey.Backspace)
                {
                    if (secret.Length > 0) secret.Length--;
                }
                else if (key.KeyChar == '\u0015') secret.Clear();
                else if (!char.IsControl(key.KeyChar)) secret.Append(key.KeyChar);
            }
        }
        finally
        {
            Console.TreatControlCAsInput = before;
            Console.Error.WriteLine();
        }
    }
}
