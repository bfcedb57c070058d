using System.Buffers.Text;
using System.Text;

namespace Chat.Benchmarks;

/// <summary>
/// What a load's text begins with: <c>~#</c>, the sender's number in 4 hexadecimal digits, and how many it sent before
/// in 8. It can be found in a record without reading its JSON.
/// </summary>
internal static class Stamp
{
    /// <summary>Bytes of a stamp.</summary>
    public const int Length = 14;

    private static ReadOnlySpan<byte> Mark => "~#"u8;

    /// <summary>A text of a given size, ASCII, that needs no escaping in JSON.</summary>
    public static string Text(int sender, int number, int size) => $"~#{sender:x4}{number:x8}".PadRight(size, 'm');

    /// <summary>Finds the next stamp, and steps behind it.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> record, out int sender, out int number)
    {
        sender = number = 0;
        var at = record.IndexOf(Mark);
        if (at < 0 || record.Length < at + Length) return false;
        if (!Utf8Parser.TryParse(record.Slice(at + 2, 4), out sender, out _, 'x') || !Utf8Parser.TryParse(record.Slice(at + 6, 8), out number, out _, 'x'))
            throw new FormatException($"A stamp came back changed: {Encoding.UTF8.GetString(record.Slice(at, Length))}");
        record = record[(at + Length)..];
        return true;
    }
}
