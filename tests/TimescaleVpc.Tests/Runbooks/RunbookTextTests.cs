using TimescaleVpc.Engine.Runbooks;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Runbooks;

/// <summary>Templates, and values as PowerShell writes them.</summary>
public sealed class RunbookTextTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [InlineData("azure peer", "all\nazure\nboth\nend\n")]
    [InlineData("azure undo", "all\nazure\nend\n")]
    [InlineData("aws peer", "all\naws\nend\n")]
    public void A_part_is_for_those_who_chose_its_words(string words, string expected)
    {
        const string Text = "all\n#@ azure\nazure\n#@ azure peer\nboth\n#@ aws\naws\n#@ end\nend\n";
        Assert.Equal(expected, new RunbookTemplate(Text, words.Split(' ')).Fill(Nothing, Nothing));
    }

    [Fact]
    public void A_default_stays_unless_another_one_is_given()
    {
        var template = new RunbookTemplate("$A = {{A|@()}}, $B = {{B|'b'}} # {{Name}}\n");
        Assert.Equal(["A", "B"], template.Parameters);
        Assert.Equal("$A = @(), $B = 1 # me\n",
            template.Fill(new Dictionary<string, string> { ["Name"] = "me" },
                new Dictionary<string, string> { ["B"] = "1" }));
    }

    [Fact]
    public void Values_are_written_as_literals()
    {
        Assert.Equal("'it''s'", PowerShellText.Literal("it's"));
        Assert.Equal("'\u2019\u2019; $x'", PowerShellText.Literal("\u2019; $x"));
        Assert.Equal("@('a', 1, $true, $null)", PowerShellText.Literal(new object?[] { "a", 1, true, null }));
        Assert.Equal("@(@{ 'VNet' = 'a' })",
            PowerShellText.Literal(new object[] { new Dictionary<string, object?> { ["VNet"] = "a" } }));
        Assert.Equal("@()", PowerShellText.Literal(Array.Empty<string>()));
    }

    [Fact]
    public void What_has_no_literal_has_none_inside_of_a_list_either()
    {
        Assert.Null(PowerShellText.Literal(new System.Security.SecureString()));
        Assert.Null(PowerShellText.Literal(new object[] { "a", new System.Security.SecureString() }));
    }

    [Theory]
    [InlineData("Azure", "peer")]
    [InlineData("Azure", "undo")]
    [InlineData("Azure", "drift")]
    [InlineData("AWS", "peer")]
    [InlineData("AWS", "undo")]
    [InlineData("AWS", "drift")]
    public async Task A_runbook_has_no_mark_of_the_template_left(string cloud, string kind)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var walk = await Walk.StartAsync();
            var runbook = Assert.Single(await walk.RunAsync<VpcRunbook>(
                new RunbookRequest
                {
                    Path = Path.Combine(folder.FullName, "peer.ps1"), Cloud = cloud, Undo = kind == "undo",
                    Drift = kind == "drift",
                    Templates = Path.Combine(Repository.Root, "src", "TimescaleVpc.Module", "templates"),
                }, null, [null]));

            Assert.All([runbook.Path, runbook.RightsPath, runbook.RightsScriptPath], path =>
            {
                var text = File.ReadAllText(path);
                Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
                Assert.DoesNotContain("#@", text, StringComparison.Ordinal);
                Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 120, line));
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
