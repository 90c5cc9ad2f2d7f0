using System.Xml.Linq;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>One XML answer, read whole.</summary>
internal sealed record XmlReply(int Status, string Text)
{
    public XElement Root { get; } = XElement.Parse(Text);

    public string? Code => Root.Descendants().FirstOrDefault(item => item.Name.LocalName == "Code")?.Value;

    public string? Message => Root.Descendants().FirstOrDefault(item => item.Name.LocalName == "Message")?.Value;

    /// <summary>The text at a path such as <c>vpcSet.item.vpcId</c>; the first of each list.</summary>
    public string? this[string path] => All(path) is [var first, ..] ? first : null;

    public IReadOnlyList<string> All(string path) => [.. Elements(path).Select(item => item.Value)];

    public IEnumerable<XElement> Elements(string path) => path.Split('.').Aggregate(
        (IEnumerable<XElement>)[Root], (from, name) => from.Elements().Where(item => item.Name.LocalName == name));

    public override string ToString() => $"{Status} {Text}";
}
