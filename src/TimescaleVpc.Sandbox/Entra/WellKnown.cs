namespace TimescaleVpc.Sandbox.Entra;

/// <summary>Ids of the default world and ids that are the same everywhere.</summary>
internal static class WellKnown
{
    public const string CustomerTenant = "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411";
    public const string CustomerDomain = "demo.example";
    public const string CustomerSubscription = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";

    public const string PlatformTenant = "d2b5c7a8-0f64-4e1b-8a3d-61c9e0f2b7d4";
    public const string PlatformSubscription = "91c3e5d7-2a4b-4c6d-8e9f-b1a2c3d4e5f6";

    /// <summary>The platform's multi-tenant application, as Aiven's documentation prints it.</summary>
    public const string PlatformApp = "55f300d4-fc50-4c5e-9222-e90a6e2187fb";

    public const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    public const string AzurePowerShell = "1950a258-227b-4e31-a9cf-717495945fc2";

    /// <summary>Template id of the directory role Application Administrator.</summary>
    public const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";

    public const string ArmAudience = "https://management.azure.com";
    public const string GraphAudience = "https://graph.microsoft.com";
}
