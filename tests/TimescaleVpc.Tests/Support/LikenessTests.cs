namespace TimescaleVpc.Tests.Support;

/// <summary>The comparison that the tests of interrupted runs rest on must itself see what is wrong.</summary>
public sealed class LikenessTests
{
    private const string Given = "00000000-0000-0000-0000-00000000000a";
    private static readonly SandboxItem[] Fresh = [Item("Entra.User", Given, "admin", "")];
    private readonly Likeness likeness = new(Fresh);

    [Fact]
    public void Ids_that_were_made_up_do_not_count() => Assert.Empty(likeness.Difference(
        World("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222"),
        World("33333333-3333-3333-3333-333333333333", "44444444-4444-4444-4444-444444444444")));

    [Fact]
    public void A_second_application_counts()
    {
        var one = World("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222");
        var two = World("33333333-3333-3333-3333-333333333333", "44444444-4444-4444-4444-444444444444");
        Assert.StartsWith("+ ", likeness.Difference(one, [.. one, two[1]]), StringComparison.Ordinal);
        Assert.StartsWith("- ", likeness.Difference([.. one, two[1]], one), StringComparison.Ordinal);
    }

    [Fact]
    public void A_principal_of_another_application_counts()
    {
        var one = World("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222");
        var orphan = one[2] with { Properties = "appId=55555555-5555-5555-5555-555555555555" };
        Assert.NotEmpty(likeness.Difference(one, [one[0], one[1], orphan]));
        var given = one[2] with { Properties = $"appId={Given}" };
        Assert.NotEmpty(likeness.Difference(one, [one[0], one[1], given]));
    }

    private static SandboxItem[] World(string app, string principal) =>
    [
        .. Fresh, Item("Entra.Application", app, "ours", $"appId={app[..^1]}f audience=Many"),
        Item("Entra.ServicePrincipal", principal, "ours", $"appId={app[..^1]}f"),
    ];

    private static SandboxItem Item(string kind, string id, string name, string properties) =>
        new() { Kind = kind, Id = id, Name = name, Properties = properties };
}
