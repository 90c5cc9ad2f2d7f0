using System.Security.Cryptography;
using System.Text;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>
/// Ids that depend on the seed, the named object and the number of its earlier ids, never on the order of unrelated
/// requests: two runs with one seed have equal ids even if their parallel requests arrive in a different order.
/// </summary>
internal sealed class Ids(int seed)
{
    private readonly Dictionary<string, int> counts = new(StringComparer.OrdinalIgnoreCase);

    public string Guid(string kind, string key) => ToGuid(Hash(kind, key));

    /// <summary>Letters and digits that cannot be guessed, for secrets and signatures.</summary>
    public string Text(string kind, string key) =>
        Convert.ToBase64String(Hash(kind, key)).TrimEnd('=').Replace('+', 'p').Replace('/', 's');

    /// <summary>A prefix and 17 hexadecimal digits, the form of AWS's ids.</summary>
    public string Aws(string prefix, string key) =>
        $"{prefix}-{Convert.ToHexString(Hash(prefix, key)).ToLowerInvariant()[..17]}";

    /// <summary>Decimal digits, the first not 0.</summary>
    public string Digits(string kind, string key, int length) =>
        string.Concat(Hash(kind, key).Take(length).Select((part, at) => at == 0 ? 1 + (part % 9) : part % 10));

    /// <summary>Returns an action that restores the present counts.</summary>
    public Action Snapshot()
    {
        var before = counts.ToArray();
        return () =>
        {
            counts.Clear();
            foreach (var (name, count) in before) counts[name] = count;
        };
    }

    private byte[] Hash(string kind, string key)
    {
        var name = $"{kind}|{key}";
        this.counts[name] = this.counts.TryGetValue(name, out var count) ? count + 1 : 0;
        var fullName = $"{seed}|{name.ToUpperInvariant()}|{this.counts[name]}";
        return SHA256.HashData(Encoding.UTF8.GetBytes(fullName));
    }

    private static string ToGuid(byte[] hash)
    {
        var bytes = hash.AsSpan(0, 16).ToArray();
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes).ToString();
    }
}
