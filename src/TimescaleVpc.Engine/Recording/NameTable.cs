using System.Security.Cryptography;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Stand-ins for names and ids: of the same length, with letters for letters, digits for digits and the same letter
/// case. Within one report the same name always has the same stand-in, whatever its case, and two names never share
/// one.
/// </summary>
internal sealed class NameTable
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const int MostTurns = 100;
    private const string Hex = "0123456789abcdef";

    /// <summary>Words that are in every session: none of them says anything about the user.</summary>
    private static readonly HashSet<string> Public = new(
    [
        "Network Contributor", "Contributor", "Owner", "Reader", "User Access Administrator",
        "Role Based Access Control Administrator", "default", "defaultdb", "tsdb", "postgres", "tsdbadmin", "avnadmin",
        "replay",
    ], StringComparer.OrdinalIgnoreCase);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly SortedDictionary<string, string> table = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> standInSet = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each name, and what stands for it.</summary>
    public IReadOnlyDictionary<string, string> All => table;

    public ReadOnlySpan<byte> Key => key;

    /// <summary>A name: its letters and digits are replaced.</summary>
    public string OfName(string name) => Public.Contains(name) || name.Length == 0 ? name
        : Get(name, (_, letter, chance) => char.IsAsciiDigit(letter) ? Digits[chance % 10]
            : char.IsLetter(letter) ? Letters[chance % 26] : letter);

    /// <summary>An id of hexadecimal digits after a prefix, which stays.</summary>
    public string OfHex(string id)
    {
        var start = id.LastIndexOf('-') + 1;
        return Get(id, (at, letter, chance) => at < start ? letter : Hex[chance % 16]);
    }

    /// <summary>A GUID; its version stays.</summary>
    public string OfGuid(string id) =>
        Get(id, (at, letter, chance) => at is 14 or 19 || letter == '-' ? letter : Hex[chance % 16]);

    /// <summary>A number that is an id.</summary>
    public string OfNumber(string id) => Get(id, (_, _, chance) => (char)('1' + (chance % 9)));

    /// <summary>A key's id: four letters say what it is of.</summary>
    public string OfKeyId(string id) => Get(id, (at, letter, chance) => at < 4 ? letter
        : char.IsAsciiDigit(letter) ? Digits[chance % 10] : Letters[chance % 26]);

    /// <summary>Says what stands for an id that follows from others.</summary>
    public void Set(string id, string standIn)
    {
        table[id] = standIn;
        standInSet.Add(standIn);
    }

    /// <summary>Takes a stand-in over that was computed elsewhere.</summary>
    public string Keep(string id, Func<string> standIn)
    {
        if (!table.TryGetValue(id, out var text)) Set(id, text = standIn());
        return text;
    }

    private string Get(string name, Func<int, char, int, char> replace)
    {
        if (!table.TryGetValue(name, out var standIn))
        {
            // A short name may have no stand-in left that is free.
            for (var turn = 0; turn < MostTurns; turn++)
            {
                standIn = Make(name, replace, turn).ToLowerInvariant();
                if (!standInSet.Contains(standIn) && !table.ContainsKey(standIn)) break;
            }

            Set(name.ToLowerInvariant(), standIn!);
        }

        // The digits of an id in capitals may have become letters.
        if (name.Any(char.IsUpper) && !name.Any(char.IsLower)) return standIn!.ToUpperInvariant();

        return string.Create(name.Length, (name, standIn: standIn!), static (letters, state) =>
        {
            for (var at = 0; at < letters.Length; at++)
            {
                var letter = state.standIn[at];
                letters[at] = char.IsUpper(state.name[at]) ? char.ToUpperInvariant(letter) : letter;
            }
        });
    }

    private string Make(string name, Func<int, char, int, char> replace, int turn)
    {
        var random = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{turn} {name.ToLowerInvariant()}"));
        var letters = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && at % random.Length == 0) random = HMACSHA256.HashData(key, random);
            letters.Append(replace(at, name[at], random[at % random.Length]));
        }

        return letters.ToString();
    }
}
