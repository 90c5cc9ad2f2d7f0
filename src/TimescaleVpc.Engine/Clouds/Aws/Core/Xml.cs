using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>
/// Reading answers that may lack what they promise: a missing or mistyped element is null, never an exception.
/// Namespaces do not matter, nor does letter case.
/// </summary>
internal static class Xml
{
    /// <summary>Parses a body; null if it is empty or no XML. A document type is refused.</summary>
    public static XElement? Parse(Stream? body)
    {
        if (body is null) return null;
        try
        {
            using var reader = XmlReader.Create(body, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static XElement? Child(this XElement? element, string name) => element?.Elements().FirstOrDefault(
        child => string.Equals(child.Name.LocalName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The text of a child; null if it is missing or empty.</summary>
    public static string? Text(this XElement? element, string name) =>
        element.Child(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The members of a list, whatever they are called.</summary>
    public static IEnumerable<XElement> Items(this XElement? element, string name) =>
        element.Child(name)?.Elements() ?? [];

    /// <summary>One text of each member of a list.</summary>
    public static IEnumerable<string> Texts(this XElement? element, string list, string name) =>
        element.Items(list).Select(item => item.Text(name)).OfType<string>();

    /// <summary>True, false, or null if it is not shown.</summary>
    public static bool? Flag(this XElement? element, string name) => element.Text(name)?.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    public static int? Number(this XElement? element, string name) =>
        int.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    public static DateTimeOffset? Time(this XElement? element, string name) => DateTimeOffset.TryParse(
        element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>A word of an enumeration, in lower case; empty if it is missing.</summary>
    public static string Word(this XElement? element, string name) => element.Text(name)?.ToLowerInvariant() ?? "";
}
