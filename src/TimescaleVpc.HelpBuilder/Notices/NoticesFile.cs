using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace TimescaleVpc.HelpBuilder.Notices;

/// <summary>
/// The notices: for each foreign assembly its package, copyright holder and licence; each licence text appears once.
/// </summary>
internal static partial class NoticesFile
{
    private static readonly string Rule = new('-', 80);

    public static string Write(string dependencies, IReadOnlyCollection<string> roots)
    {
        var packages = ForeignAssemblies.Read(dependencies, roots);
        var folder = Path.GetDirectoryName(Path.GetFullPath(dependencies))!;
        var text = new StringBuilder();
        text.Append("Third-party notices\n\nTimescaleVpc comes with the assemblies below, in bin/engine. They are not "
            + "part of its own\nlicence: each is under the licence that is named with it, and the texts follow.\n");
        foreach (var (package, assemblies) in packages)
        {
            text.Append('\n').Append(Heading(package)).Append('\n');
            foreach (var assembly in assemblies) Field(text, "assembly", assembly);
            Field(text, "licence", LicenceOf(package));
            Field(text, "copyright", package.CopyrightOf(Path.Combine(folder, assemblies[0])));
            if (package.Address is { } address) Field(text, "source", address);
        }

        foreach (var id in packages.SelectMany(item => Ids(item.Package)).Distinct().Order(StringComparer.Ordinal))
        {
            var package = packages.First(item => Ids(item.Package).Contains(id)).Package;
            Section(text, $"Licence {id}", Standard(id, package));
        }
        var texts = from item in packages
                    from name in item.Package.Texts
                    group $"{Heading(item.Package)}: {name}" by Clean(item.Package.Text(name));
        foreach (var group in texts) Section(text, string.Join('\n', group), group.Key);
        return text.ToString();
    }

    private static string Heading(Package package) => $"{package.Id} {package.Version}";

    private static string LicenceOf(Package package) => package switch
    {
        { Licence: { } expression } => expression,
        { LicenceFile: { } file } => $"{file} of the package, below",
        _ => $"{package.LicenceAddress}; the package has its text, below",
    };

    private static void Field(StringBuilder text, string name, string value) =>
        text.Append("  ").Append($"{name}:".PadRight(12)).Append(value).Append('\n');

    private static void Section(StringBuilder text, string title, string body) =>
        text.Append('\n').Append(Rule).Append('\n').Append(title).Append('\n').Append(Rule).Append("\n\n")
            .Append(Clean(body)).Append('\n');

    /// <summary>The licences in an SPDX expression.</summary>
    private static IEnumerable<string> Ids(Package package) =>
        Word().Matches(package.Licence ?? "").Select(match => match.Value)
            .Where(word => word is not ("AND" or "OR" or "WITH"));

    private static string Standard(string id, Package package)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{id}.txt")
            ?? throw new NoticeException(Heading(package),
                $"Its licence is {id}, of which the build has no text. See whether the module may carry it, then add "
                + $"{id}.txt to the licences of the help builder.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static string Clean(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    [GeneratedRegex(@"[A-Za-z0-9.+-]+")]
    private static partial Regex Word();
}
