using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Chat.Client.Cli;

/// <summary>
/// Hides a secret on its way over the bus: who records what passes there reads nothing.
/// The specification, chapter 7 (https://specifications.freedesktop.org/secret-service/latest/transfer-secrets.html):
/// Diffie-Hellman in the second group of RFC 2409, HKDF with SHA-256, AES-128 in CBC mode. Some services know no other way.
/// </summary>
internal sealed class TransferCipher
{
    public const string Algorithm = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

    private const int GroupBytes = 128;
    private const int KeyBytes = 16;

    // Twice the strength of the group, and more, is enough of an exponent.
    private const int ExponentBytes = 32;

    private static readonly BigInteger Prime = BigInteger.Parse(
        "0FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437" +
        "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
        NumberStyles.AllowHexSpecifier,
        CultureInfo.InvariantCulture);

    private readonly BigInteger _exponent;
    private byte[] _key = [];

    /// <summary>With a number that is known to nobody.</summary>
    public TransferCipher()
        : this(RandomNumberGenerator.GetBytes(ExponentBytes))
    {
    }

    /// <summary>With a number that is given, the most significant byte first.</summary>
    public TransferCipher(byte[] exponent) => _exponent = new BigInteger(exponent, isUnsigned: true, isBigEndian: true);

    /// <summary>What the other side is told.</summary>
    public byte[] PublicNumber => Bytes(BigInteger.ModPow(2, _exponent, Prime));

    /// <summary>Takes what the other side told.</summary>
    /// <exception cref="CryptographicException">It is no number of the group.</exception>
    public void Agree(byte[] theirs)
    {
        var number = new BigInteger(theirs, isUnsigned: true, isBigEndian: true);
        if (number <= 1 || number >= Prime - 1) throw new CryptographicException("Its half of the key is no number of the group.");
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes(BigInteger.ModPow(number, _exponent, Prime)), KeyBytes);
    }

    /// <summary>Hides a secret; the parameter is what the other side needs beside the key.</summary>
    public (byte[] Parameter, byte[] Hidden) Hide(byte[] secret)
    {
        using var aes = Aes.Create();
        aes.Key = _key;
        aes.GenerateIV();
        return (aes.IV, aes.EncryptCbc(secret, aes.IV));
    }

    /// <exception cref="CryptographicException">It was not hidden by this key.</exception>
    public byte[] Show(byte[] parameter, byte[] hidden)
    {
        if (parameter.Length != KeyBytes) throw new CryptographicException("What begins the secret has another length than it must.");
        using var aes = Aes.Create();
        aes.Key = _key;
        return aes.DecryptCbc(hidden, parameter);
    }

    // Always as long as the prime: the key is made of the zeros at the beginning as well.
    private static byte[] Bytes(BigInteger number)
    {
        var bytes = new byte[GroupBytes];
        number.TryWriteBytes(bytes.AsSpan(GroupBytes - number.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return bytes;
    }
}
