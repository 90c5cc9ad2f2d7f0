using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TimescaleVpc.HelpBuilder.Notices;

/// <summary>A package's metadata and the licence texts beside it.</summary>
internal sealed partial class Package
{
    private readonly string folder;
    private readonly XElement metadata;

    private Package(string id, string version, string folder, XElement metadata)
    {
        (Id, Version, this.folder, this.metadata) = (id, version, folder, metadata);
        LicenceFile = FileOf("license");
        Licence = Value("license") is { } licence && Attribute("license", "type") != "file" ? licence : null;
        LicenceAddress = Licence is null && LicenceFile is null ? Value("licenseUrl") : null;
        var beside = Directory.GetFiles(folder).Select(file => Path.GetFileName(file))
            .Where(name => TextName().IsMatch(name) && name != LicenceFile).Order(StringComparer.Ordinal);
        Texts = LicenceFile is null ? [.. beside] : [LicenceFile, .. beside];
        if (Licence is null && LicenceFile is null && LicenceAddress is null)
            throw new NoticeException(
                $"{id} {version}", "The package names no licence. Leave it out, or ask its maker.");
        if (Licence is null && Texts.Count == 0)
            throw new NoticeException($"{id} {version}",
                $"The package has no text of its licence, only the address {LicenceAddress}. Leave it out, or take a "
                + "version that has the text.");
    }

    public string Id { get; }

    public string Version { get; }

    /// <summary>An SPDX expression; null where the package has a text of its own instead.</summary>
    public string? Licence { get; }

    /// <summary>The text that the metadata names.</summary>
    public string? LicenceFile { get; }

    /// <summary>Old packages have only an address; the text is then that of a file in the package.</summary>
    public string? LicenceAddress { get; }

    /// <summary>Names of the files with licences and notices, the one that the metadata names included.</summary>
    public IReadOnlyList<string> Texts { get; }

    public string? Address => Attribute("repository", "url") ?? Value("projectUrl");

    /// <summary>Reads the package from the folders into which restore has put packages.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="path">Its folder below one of them, as the list of dependencies has it.</param>
    /// <param name="roots">These folders.</param>
    public static Package Read(string id, string version, string path, IEnumerable<string> roots)
    {
        var folder = roots.Select(root => Path.Combine(root, path)).FirstOrDefault(Directory.Exists)
            ?? throw new NoticeException(
                $"{id} {version}", "The package is not in the folder of packages: restore it.");
        var file = Directory.GetFiles(folder, "*.nuspec").Single();
        var metadata = XDocument.Load(file).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        return new Package(id, version, folder, metadata);
    }

    /// <summary>The copyright holder by the package or by the assembly, otherwise the authors.</summary>
    public string CopyrightOf(string assembly) =>
        Value("copyright") ?? Line(FileVersionInfo.GetVersionInfo(assembly).LegalCopyright) ?? $"by {Value("authors")}";

    public string Text(string name)
    {
        var file = Path.Combine(folder, name);
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new NoticeException($"{Id} {Version}", $"The package names {name} as its licence and lacks it.");
    }

    private string? FileOf(string name) => Attribute(name, "type") == "file" ? Value(name)!.Replace('\\', '/') : null;

    private string? Value(string name) => Line(Element(name)?.Value);

    private string? Attribute(string name, string attribute) => Line(Element(name)?.Attribute(attribute)?.Value);

    private XElement? Element(string name) =>
        metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string? Line(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : Blanks().Replace(text.Trim(), " ");

    [GeneratedRegex(@"^(licen[cs]e|notice|copying|third[-_ ]?party[-_ ]?notices?)(\.(txt|md|rtf))?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex TextName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
