using System.Reflection;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Work;

/// <summary>
/// Texts as files, vaults and tables give them: blanks and line breaks at the edge are taken off, a control character
/// inside is refused by the name of the parameter or column that it is in. No request is made with it.
/// </summary>
internal static class InputText
{
    /// <summary>A secret, or a setting of the environment; null if it is empty.</summary>
    /// <param name="name">What it is, for the error; its value is not shown.</param>
    /// <param name="text">The text.</param>
    public static string? Setting(string name, string? text)
    {
        var trimmedText = text?.Trim();
        RequireClean(name, trimmedText);
        return string.IsNullOrEmpty(trimmedText) ? null : trimmedText;
    }

    /// <summary>All texts of a request or an item, each under the name of its parameter.</summary>
    public static void Require(object? value, string name = "")
    {
        switch (value)
        {
            case string text:
                RequireClean(name, text);
                break;
            case string[] texts:
                foreach (var text in texts) RequireClean(name, text);
                break;
            case RowNames row:
                foreach (var (column, text) in row.Columns) RequireClean(column, text);
                break;
            case ServiceVpc service:
                RequireClean("Service", service.Service);
                RequireClean("ServiceId", service.ServiceId);
                break;
            case IReference or StageRequest:
                // A reference's own text is the parameter that holds the reference.
                var parameter = Parameter(value.GetType().Name.Replace("Ref", "", StringComparison.Ordinal));
                foreach (var property in value.GetType().GetProperties(Own))
                    Require(property.GetValue(value), property.Name == "Text" ? parameter : property.Name);
                break;
        }
    }

    /// <summary>The parameter that holds a reference; what may name a network of any cloud is -VNet.</summary>
    private static string Parameter(string name) => name == "Network" ? "VNet" : name;

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public;

    private static void RequireClean(string name, string? text)
    {
        if (text is null) return;
        var at = text.AsSpan().IndexOfAnyInRange('\0', '\u001f');
        if (at < 0) at = text.AsSpan().IndexOfAnyInRange('\u007f', '\u009f');
        if (at >= 0)
            throw Catalogue.ControlCharacter.For(name, name, $"U+{(int)text[at]:X4}", at);
    }
}
