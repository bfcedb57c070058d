using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Chat.Client.Cli;

namespace Chat.Tests.Console;

/// <summary>What goes to the key store and comes from there is hidden as the specification has it, and not merely as we read ourselves.</summary>
public sealed class TransferCipherTests
{
    private const string Secret = "a token of sixteen or more";

    // Python's pow(2, n, p), HMAC-SHA256 of Python as RFC 5869 makes HKDF of it (no salt, no information), and `openssl enc -aes-128-cbc`. Our number is the bytes 1 to 32,
    // theirs sha256("theirs 0") and sha256("theirs 2"), the beginning of the cipher the bytes 0 to 15. With the second, what both share begins with the bytes 00 f8.
    private const string Ours =
        "457120764f3a1e6fd58103e41a4093a6c8bc1d97cb8759de41c21afdd2d3048a5ef3d88ce24aa6ba4fe30bcfb0b0f75abf1a8aeaff3723f1bf53740c902005e1" +
        "199fabad7c538e94a7034fd585339a02f3634893f748929d2a7257643e398130541ae64124c17d4507a97f1cbebeb7b933642b8df479eb59e36cfeffbf1671dd";

    private const string Theirs =
        "18692066d2ddba08ef983c8e9590ff943edf7bad1972c323a858d5ffd25760eec56a4cfbf13ab632b526dd7c0ed5a56706fd262f9121f0564ea5ad2b94eed5ab" +
        "328911b72d0761bbf8a9d2f60014be9ad4810bf2fce067f4eca88b512e1d224c6a16af6e04a219d824ebfa6db139bf30e079e62da71d7f31bc13ae92a24dc892";

    private const string TheirsForAZero =
        "c437c551e2f57fabc780d0e0da9cdb174325ee215c6eddfe4f6a849e93c2b6a31e72cc128930b0a0e87cdcd94a6cc6fd1d19d54959308e89b30163c570febc7c" +
        "ff45feb4f428548de3ed32a29ce84f092b13c124e2196be270bb15a2a714ef5fd0a09ac27c9e03c88a082211c8d12a972d4174c57a7a45f1f336affbce982ac4";

    private const string Prime =
        "0FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437" +
        "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF";

    private static byte[] Exponent => [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    private static byte[] Beginning => [.. Enumerable.Range(0, 16).Select(number => (byte)number)];

    [Theory]
    [InlineData(Theirs, "a05b82f3cde3cfc8b4c7e3b82dad5a0665e2ff59102e4690f07ec8a24c09cf86")]
    [InlineData(TheirsForAZero, "0fad0c1f3baa7824e9701403d2fc725e4c57664e0faf98966cf711acb41f4617")]
    public void What_another_hid_is_shown(string theirs, string hidden)
    {
        var cipher = new TransferCipher(Exponent);
        Assert.Equal(Ours, Convert.ToHexStringLower(cipher.PublicNumber));
        cipher.Agree(Convert.FromHexString(theirs));
        Assert.Equal(Secret, Encoding.UTF8.GetString(cipher.Show(Beginning, Convert.FromHexString(hidden))));
    }

    [Fact]
    public void Two_agree_and_each_secret_is_hidden_another_way()
    {
        var (one, other) = (new TransferCipher(), new TransferCipher());
        one.Agree(other.PublicNumber);
        other.Agree(one.PublicNumber);
        var (parameter, hidden) = one.Hide(Encoding.UTF8.GetBytes(Secret));
        Assert.Equal(Secret, Encoding.UTF8.GetString(other.Show(parameter, hidden)));
        Assert.NotEqual(hidden, one.Hide(Encoding.UTF8.GetBytes(Secret)).Hidden);
        Assert.Throws<CryptographicException>(() => other.Show([], hidden));
    }

    [Fact]
    public void A_number_that_would_give_the_key_away_is_refused()
    {
        var prime = BigInteger.Parse(Prime, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        foreach (var number in new[] { 0, 1, prime - 1, prime, prime + 1, prime + 2, prime * prime })
            Assert.Throws<CryptographicException>(() => new TransferCipher().Agree(number.ToByteArray(isUnsigned: true, isBigEndian: true)));
        Assert.Throws<CryptographicException>(() => new TransferCipher().Agree([]));
        new TransferCipher().Agree((prime - 2).ToByteArray(isUnsigned: true, isBigEndian: true));
        new TransferCipher().Agree([2]);
    }
}
