using System.Globalization;
using System.Text;

namespace TimescaleVpc;

/// <summary>
/// Makes text safe to show. Names, messages and ids come from platforms and files and can contain characters that
/// control a terminal, break a line or reverse its direction. Every output of the module uses it; properties keep the
/// value itself.
/// </summary>
internal static class DisplayText
{
    /// <summary>
    /// The text with each character that cannot be seen written as PowerShell writes it in double quotes,
    /// <c>`u{1b}</c>. Nothing else is changed, and what is visible already stays as it is.
    /// </summary>
    public static string Of(string? text)
    {
        if (text is null) return "";
        if (IsVisible(text)) return text;

        var visibleText = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            var length = Read(text, at, out var isHidden);
            if (isHidden) visibleText.Append(Escape(text, at, length));
            else visibleText.Append(text, at, length);
            at += length;
        }

        return visibleText.ToString();
    }

    /// <summary>The text that stands for a record.</summary>
    public static string Of(ILabelled record) => Of(record.Label);

    /// <summary>Whether there is nothing in the text that cannot be seen.</summary>
    public static bool IsVisible(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            at += Read(text, at, out var isHidden);
            if (isHidden) return false;
        }

        return true;
    }

    /// <summary>Reads one character, and how many units of UTF-16 it has.</summary>
    internal static int Read(string text, int at, out bool isHidden)
    {
        if (text[at] is >= ' ' and <= '~')
        {
            isHidden = false;
            return 1;
        }

        // Half of a pair alone is no character.
        var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
        isHidden = !isWhole || IsHidden(rune);
        return isWhole ? rune.Utf16SequenceLength : 1;
    }

    internal static string Escape(string text, int at, int length)
    {
        var code = length == 2 ? char.ConvertToUtf32(text, at) : text[at];
        return string.Create(CultureInfo.InvariantCulture, $"`u{{{code:x}}}");
    }

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => true,
        _ => IsIgnorable(rune.Value),
    };

    /// <summary>
    /// Characters that Unicode allows a program not to show (Default_Ignorable_Code_Point), in other categories:
    /// joiners, fillers of Hangul, variation selectors; and code points that are not characters.
    /// </summary>
    private static bool IsIgnorable(int code) => code is 0x034f or 0x115f or 0x1160 or 0x17b4 or 0x17b5
        or (>= 0x180b and <= 0x180f) or (>= 0x2060 and <= 0x206f) or 0x3164 or (>= 0xfdd0 and <= 0xfdef)
        or (>= 0xfe00 and <= 0xfe0f) or 0xffa0 or (>= 0xfff0 and <= 0xfffb) or (>= 0xe0000 and <= 0xe0fff)
        || (code & 0xfffe) == 0xfffe;
}
