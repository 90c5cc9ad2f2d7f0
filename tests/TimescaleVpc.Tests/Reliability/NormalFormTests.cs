namespace TimescaleVpc.Tests.Reliability;

/// <summary>The form in which worlds are compared forgets ids, and nothing else.</summary>
public sealed class NormalFormTests
{
    private const string App = "11111111-1111-1111-1111-111111111111";
    private const string Holder = "22222222-2222-2222-2222-222222222222";
    private const string Other = "33333333-3333-3333-3333-333333333333";
    private const string Kept = "44444444-4444-4444-4444-444444444444";

    private static readonly SandboxItem[] Start = [Item("Tenant", Kept, "home")];

    private static readonly SandboxItem[] World =
    [
        .. Start,
        Item("App", App, "ours", $"tenant={Kept}"),
        Item("Principal", Holder, "ours", $"app={App}"),
        Item("Principal", Other, "theirs", "app="),
        Item("Assignment", "55555555-5555-5555-5555-555555555555", "", $"principal={Holder}"),
    ];

    [Fact]
    public void Other_ids_are_the_same_world() => Assert.Equal(
        NormalForm.Of(World, Start),
        NormalForm.Of(Renamed(Renamed(World, App, "a1111111-1111-1111-1111-111111111111"), Holder,
            "01111111-1111-1111-1111-111111111111").AsEnumerable().Reverse(), Start));

    [Fact]
    public void Two_alike_that_change_places_are_the_same_world()
    {
        SandboxItem[] twins = [.. World, Item("App", Other, "ours", $"tenant={Kept}")];
        Assert.Equal(NormalForm.Of(twins, Start), NormalForm.Of(twins.AsEnumerable().Reverse(), Start));
    }

    [Fact]
    public void A_second_one_is_seen() => Differs([.. World, World[1]]);

    [Fact]
    public void A_second_one_with_an_id_of_its_own_is_seen() =>
        Differs([.. World, Item("App", "66666666-6666-6666-6666-666666666666", "ours", $"tenant={Kept}")]);

    [Fact]
    public void A_missing_one_is_seen() => Differs(World[..^1]);

    [Fact]
    public void What_leads_elsewhere_is_seen() =>
        Differs([.. World[..^1], Item("Assignment", "55555555-5555-5555-5555-555555555555", "", $"principal={Other}")]);

    [Fact]
    public void A_name_and_a_state_are_seen()
    {
        Differs([.. World[..^1], Item("Assignment", World[^1].Id, "x", World[^1].Properties)]);
        Differs([.. World[..^1], Item("Assignment", World[^1].Id, "", World[^1].Properties + " state=Failed")]);
    }

    [Fact]
    public void What_was_there_from_the_start_keeps_its_id() =>
        Differs(Renamed(World, Kept, "77777777-7777-7777-7777-777777777777"));

    [Fact]
    public void A_time_is_forgotten() => Assert.Equal(
        NormalForm.Of([Item("Credential", App, "run", "ends=2026-01-05T08:37:09Z")], []),
        NormalForm.Of([Item("Credential", App, "run", "ends=2026-02-05T09:00:00.5Z")], []));

    private static void Differs(SandboxItem[] other) =>
        Assert.NotEqual(NormalForm.Of(World, Start), NormalForm.Of(other, Start));

    private static SandboxItem[] Renamed(SandboxItem[] items, string id, string to) =>
    [
        .. items.Select(item => Item(item.Kind, item.Id.Replace(id, to, StringComparison.Ordinal), item.Name,
            item.Properties.Replace(id, to, StringComparison.Ordinal))),
    ];

    private static SandboxItem Item(string kind, string id, string name, string properties = "") =>
        new() { Kind = kind, Id = id, Name = name, Properties = properties };
}
