using System.Globalization;
using System.Text;

namespace Chat.Server;

/// <summary>
/// The skeleton of Unicode's UTS #39, for the characters that matter in user names: two names with one skeleton can be
/// mistaken for each other. Not that standard's table of 6,000 lines: most of it is symbols, phonetics and styled
/// letters, which user names refuse or which their compatibility form has already turned into plain ones.
/// </summary>
internal static class LookAlikes
{
    /// <summary>What <paramref name="name"/> looks like. Case is dropped last: Ν looks like N, but ν like v.</summary>
    public static string Skeleton(string name)
    {
        var skeleton = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var shape = Shape(rune);
            skeleton.Append(Prototypes.GetValueOrDefault(shape[0], shape[0]));
            skeleton.Append(shape, 1, shape.Length - 1);
        }

        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    private static string Shape(Rune rune)
    {
        if (rune.IsBmp && Foreign.TryGetValue((char)rune.Value, out var latin)) return latin.ToString();
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber && !rune.IsAscii)
            return ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture);
        return UserNames.Fold(rune.ToString());
    }

    // After folding. i is in it because I is: BILL and BlLL can't be told apart, and bill is BILL.
    private static readonly Dictionary<char, char> Prototypes = new()
    {
        ['0'] = 'o',
        ['1'] = 'l',
        ['i'] = 'l',
        ['ı'] = 'l',
        ['ɩ'] = 'l',
        ['ɪ'] = 'l',
        ['ǀ'] = 'l',
        ['ɑ'] = 'a',
        ['ɡ'] = 'g',
        ['ʋ'] = 'v',
        ['ƅ'] = 'b',
        ['ɛ'] = 'e',
    };

    private static readonly Dictionary<char, char> Foreign = Pairs(
        // Cyrillic, small letters as their capitals: they differ from Latin only in size.
        ("АВЕЗКМНОРСТУХЅІЈЬГБԚԜҺӀԀѴҮԌ", "abe3kmhopctyxsijbr6qwhldvyg"),
        ("авезкмнорстухѕіјьгбԛԝһӏԁѵүԍ", "abe3kmhopctyxsijbr6qwhldvyg"),
        // Greek: capitals and small letters look like different Latin ones.
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳͿϜ", "abezhikmnoptyxcjjf"),
        ("αοντρικυγσηχωβεϲ", "aovtpikuyonxwßec"),
        ("ՕօՍսոհզցյԼ", "oouunhqgjl"),
        ("סוןןاهﻩ٥۵", "olllloooo"),
        // The kana that are shaped like an ideograph, and the two kana sets among themselves.
        ("ロエカニハタトヘリーヱ", "口工力二八夕卜へり一ゑ"));

    private static Dictionary<char, char> Pairs(params (string From, string To)[] pairs)
    {
        var map = new Dictionary<char, char>();
        foreach (var (from, to) in pairs)
            foreach (var (shape, latin) in from.Zip(to))
                map[shape] = latin;
        return map;
    }
}
