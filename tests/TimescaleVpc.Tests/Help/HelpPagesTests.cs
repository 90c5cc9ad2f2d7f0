using System.Reflection;
using TimescaleVpc.HelpBuilder;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Help;

/// <summary>
/// The pages against the metadata of the cmdlets, where there is no PowerShell; Pester compares every word of theirs.
/// </summary>
public sealed class HelpPagesTests
{
    private const string AutomationNames = "System.Management.Automation.";

    private static string Folder { get; } = Path.Combine(Repository.Root, "docs", "en-US");

    private static Dictionary<string, Type> Cmdlets { get; } =
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "TimescaleVpc.Cmdlets.dll")).GetExportedTypes()
            .Select(type => (type, cmdlet: Find(type, "CmdletAttribute").FirstOrDefault()))
            .Where(pair => pair.cmdlet is not null)
            .ToDictionary(
                pair => $"{pair.cmdlet!.ConstructorArguments[0].Value}-{pair.cmdlet.ConstructorArguments[1].Value}",
                pair => pair.type);

    private static CommandPage[] Pages { get; } =
    [
        .. Directory.GetFiles(Folder, "*-*.md").Order(StringComparer.Ordinal).Select(file => CommandPageReader.Read(
            MarkdownDocument.Read(file, File.ReadAllText(file)), Path.GetFileNameWithoutExtension(file))),
    ];

    [Fact]
    public void Each_cmdlet_has_a_page_and_each_page_a_cmdlet()
    {
        Assert.NotEmpty(Cmdlets);
        Assert.Equal(Cmdlets.Keys.Order(StringComparer.Ordinal), Pages.Select(page => page.Name));
    }

    [Fact]
    public void The_folder_has_no_problem_and_makes_one_file_for_the_cmdlets_and_one_for_each_topic()
    {
        var help = HelpFolder.Read(Folder, "");
        Assert.Empty(help.Problems);
        Assert.Contains("TimescaleVpc.Cmdlets.dll-Help.xml", help.Files.Keys);
        Assert.Contains("about_TimescaleVpc.help.txt", help.Files.Keys);
    }

    [Fact]
    public void Pages_describe_the_parameters_that_the_cmdlets_have()
    {
        foreach (var page in Pages)
        {
            var members = Cmdlets[page.Name].GetProperties()
                .Where(property => Find(property, "ParameterAttribute").Any() && !IsHidden(property))
                .ToDictionary(property => property.Name);
            var asks = Find(Cmdlets[page.Name], "CmdletAttribute").Single().NamedArguments
                .Any(argument => argument is { MemberName: "SupportsShouldProcess", TypedValue.Value: true });
            if (asks)
            {
                Assert.Equal(["Confirm", "WhatIf"],
                    page.Parameters.Select(item => item.Name).Where(name => name is "Confirm" or "WhatIf"));
            }

            var described = page.Parameters.Where(item => !asks || item.Name is not ("Confirm" or "WhatIf"))
                .ToArray();
            Assert.Equal(members.Keys.Order(StringComparer.OrdinalIgnoreCase), described.Select(item => item.Name));
            Assert.All(described, item =>
            {
                var type = members[item.Name].PropertyType;
                Assert.Equal((Nullable.GetUnderlyingType(type) ?? type).Name, item["Type"]);
                Assert.Equal(Aliases(members[item.Name]), item["Aliases"]);
            });
        }
    }

    [Fact]
    public void Pages_have_three_examples_or_more_and_link_to_pages_that_exist()
    {
        foreach (var page in Pages)
        {
            Assert.True(page.Examples.Count >= 3, page.Name);
            Assert.All(page.Links, link => Assert.True(File.Exists(Path.Combine(Folder, link.Target)), link.Target));
        }
    }

    private static IEnumerable<CustomAttributeData> Find(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(data => data.AttributeType.FullName == AutomationNames + name);

    private static bool IsHidden(PropertyInfo property) => Find(property, "ParameterAttribute")
        .Any(data => data.NamedArguments.Any(
            argument => argument is { MemberName: "DontShow", TypedValue.Value: true }));

    private static string Aliases(PropertyInfo property) => string.Join(", ",
        Find(property, "AliasAttribute").SelectMany(data =>
            ((IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
                .Select(argument => (string)argument.Value!)));
}
