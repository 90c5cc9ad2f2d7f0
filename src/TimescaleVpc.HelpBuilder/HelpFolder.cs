using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace TimescaleVpc.HelpBuilder;

/// <summary>All pages of a folder, as the files that Get-Help reads.</summary>
/// <param name="Files">The name and the text of each file.</param>
/// <param name="Problems">What is wrong with the pages; one of each page, so that one build shows them all.</param>
internal sealed record HelpFolder(IReadOnlyDictionary<string, string> Files, IReadOnlyList<PageException> Problems)
{
    private const string AboutPrefix = "about_";

    public static HelpFolder Read(string folder, string address)
    {
        var (files, problems) = (new SortedDictionary<string, string>(StringComparer.Ordinal),
            new List<PageException>());
        var commands = new List<CommandPage>();
        foreach (var file in Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            try
            {
                var document = MarkdownDocument.Read(file, File.ReadAllText(file));
                var name = Path.GetFileNameWithoutExtension(file);
                if (name.StartsWith(AboutPrefix, StringComparison.Ordinal))
                    files.Add($"{name}.help.txt", AboutText.Write(document, name));
                else
                    commands.Add(CommandPageReader.Read(document, name));
            }
            catch (PageException problem)
            {
                problems.Add(problem);
            }
        }

        foreach (var group in commands.GroupBy(page => page.HelpFile, StringComparer.Ordinal))
            files.Add(group.Key, Text(Maml.Write(group, address)));
        return new(files, problems);
    }

    private static string Text(XDocument maml)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings)) maml.Save(writer);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }
}
