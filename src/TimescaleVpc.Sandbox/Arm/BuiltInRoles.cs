namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The built-in roles that the sandbox needs, with their real ids.</summary>
internal static class BuiltInRoles
{
    public const string OwnerId = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    public const string ReaderId = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    public const string ContributorId = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    public const string NetworkContributorId = "4d97b98b-1d4f-4787-a291-c67834d212e7";
    public const string UserAccessAdministratorId = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

    public static IReadOnlyList<RoleDefinition> All { get; } =
    [
        Role(OwnerId, "Owner", "Grants full access to manage all resources, and to assign roles.", ["*"], []),
        Role(ReaderId, "Reader", "View all resources, but does not allow you to make any changes.", ["*/read"], []),
        Role(ContributorId, "Contributor", "Manages all resources, but cannot assign roles.", ["*"],
        [
            "Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write",
            "Microsoft.Authorization/elevateAccess/Action",
        ]),
        Role(NetworkContributorId, "Network Contributor", "Lets you manage networks, but not access to them.",
        [
            "Microsoft.Authorization/*/read", "Microsoft.Network/*", "Microsoft.Resources/deployments/*",
            "Microsoft.Resources/subscriptions/resourceGroups/read",
        ], []),
        Role(UserAccessAdministratorId, "User Access Administrator", "Lets you manage user access to resources.",
            ["*/read", "Microsoft.Authorization/*"], []),
    ];

    private static RoleDefinition Role(
        string id, string name, string description, string[] actions, string[] notActions) => new(id, "")
        {
            Name = name,
            Description = description,
            CreatedAt = new(2015, 2, 2, 21, 55, 9, TimeSpan.Zero),
            UpdatedAt = new(2021, 11, 11, 20, 13, 47, TimeSpan.Zero),
            Permissions = [new RolePermission(actions, notActions)],
        };
}
