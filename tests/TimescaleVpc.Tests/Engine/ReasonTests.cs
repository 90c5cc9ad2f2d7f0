using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// The handling of a refusal follows from its code: the advice names the right administrator, nothing permanent is
/// retried, and the refused identity is named.
/// </summary>
public sealed class ReasonTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("Arm.PutRoleDefinition", 409, "ScopeLocked", "AzureScopeLocked")]
    [InlineData("Arm.PutRoleDefinition", 409, "NewConflict", "RefusalUnknown")]
    [InlineData("Arm.PutRoleDefinition", 403, "RequestDisallowedByPolicy", "AzurePolicyDenied")]
    [InlineData("Arm.PutRoleAssignment", 409, "ScopeLocked", "AzureScopeLocked")]
    [InlineData("Arm.PutRoleAssignment", 403, "ScopeLocked", "AzureScopeLocked")]
    [InlineData("Arm.PutRoleAssignment", 409, "NewConflict", "RefusalUnknown")]
    [InlineData("Arm.PutRoleAssignment", 403, "DenyAssignmentAuthorizationFailed", "AzureDenyAssignment")]
    [InlineData("Arm.PutRoleAssignment", 409, "ReadOnlyDisabledSubscription", "AzureSubscriptionDisabled")]
    [InlineData("Graph.UpsertApplication", 403, "Directory_QuotaExceeded", "EntraQuotaExceeded")]
    [InlineData("Graph.UpsertApplication", 403, "Authorization_RequestDenied", "EntraPermissionDenied")]
    [InlineData("Graph.CreateServicePrincipal", 403, "Directory_QuotaExceeded", "EntraQuotaExceeded")]
    [InlineData("Graph.CreateServicePrincipal", 403, "NewDenial", "RefusalUnknown")]
    [InlineData("Mst.GetVpc", 403, "authentication_failed", "TokenRejected")]
    [InlineData("Mst.GetVpc", 403, null, "PlatformPermissionDenied")]
    [InlineData("Mst.GetVpc", 403, "account_suspended", "RefusalUnknown")]
    public async Task A_grant_goes_by_the_code(string request, int status, string? code, string errorId)
    {
        var walk = await Walk.StartAsync();
        var error = await StruckAsync(walk, request, status, code, null, errorId, Walk.GrantRequest, Walk.Pair());
        Assert.Equal(code ?? "", error.Refusal!.Code);
    }

    [Theory]
    [InlineData(403, "RequestDisallowedByPolicy", "", "AzurePolicyDenied")]
    [InlineData(403, "RequestDisallowedByPolicy", "Reasons: MFA is required", "EntraMfaNeeded")]
    [InlineData(403, "RequestDisallowedByAzure", "", "AzureDisallowed")]
    [InlineData(403, "DenyAssignmentAuthorizationFailed", "", "AzureDenyAssignment")]
    [InlineData(403, "AuthorizationFailed", "has an authorization with ABAC condition that is not fulfilled to perform",
        "AzureConditionUnmet")]
    [InlineData(403, "LinkedAuthorizationFailed",
        "however the current tenant '1' is not authorized to access linked subscription '2'.", "LinkTenantDenied")]
    [InlineData(403, "LinkedAuthorizationFailed", "however the linked subscription '2' was not found.",
        "LinkTargetUnknown")]
    [InlineData(403, "LinkedAuthorizationFailed",
        "and is blocked by deny assignments on the '1' linked scope(s) '2'.", "AzureDenyAssignment")]
    [InlineData(409, "ScopeLocked", "", "AzureScopeLocked")]
    [InlineData(400, "RemotePeeringIsDisconnected", "", "LinkRemoteStale")]
    [InlineData(400, "AnotherPeeringAlreadyReferencesRemoteVnet", "", "LinkDuplicate")]
    [InlineData(403, "SomethingElse", "", "RefusalUnknown")]
    public async Task The_link_goes_by_the_code_and_names_the_application(
        int status, string code, string words, string errorId)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var error = await StruckAsync(
            walk, "Arm.PutPeering", status, code, $"Why not: {words}", errorId,
            new ApprovePeeringRequest(), addedPeering);

        Assert.Contains($"Why not: {words}".TrimEnd(), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("The Azure sign-in", error.Message, StringComparison.Ordinal);
        if (errorId is "AzureDenyAssignment" or "AzureConditionUnmet" or "LinkTenantDenied" or "EntraMfaNeeded")
            Assert.Contains($"Application {addedPeering.AppId}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AADSTS53003", "EntraAccessBlocked")]
    [InlineData("AADSTS7000222", "EntraCredentialRejected")]
    [InlineData("AADSTS7000112", "EntraAppDisabled")]
    [InlineData("AADSTS65001", "EntraConsentMissing")]
    [InlineData("AADSTS99999999", "RefusalUnknown")]
    public async Task The_applications_sign_in_goes_by_Entras_number(string code, string errorId)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        // The user has tokens already: what is asked for now is the application's.
        var error = await StruckAsync(
            walk, "Entra.Token", 400, code, null, errorId, new ApprovePeeringRequest(), addedPeering);
        Assert.DoesNotContain("has no service principal there", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lapsed_sign_in_in_the_middle_is_no_matter_of_roles()
    {
        var walk = await Walk.StartAsync();
        var error = await StruckAsync(
            walk, "Entra.Token", 400, "AADSTS50076", null, "EntraMfaNeeded", Walk.GrantRequest, Walk.Pair());
        Assert.Contains("az login", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AddLock:ReadOnly", "AzureScopeLocked")]
    [InlineData("AddDenyAssignment", "AzureDenyAssignment")]
    [InlineData("DisableSubscription", "AzureSubscriptionDisabled")]
    [InlineData("AddPolicy:Microsoft.Authorization/roleAssignments", "AzurePolicyDenied")]
    public async Task What_is_laid_on_a_scope_is_the_reason(string change, string errorId)
    {
        var walk = await Walk.StartAsync();
        var id = VNetId.Parse((await walk.RunAsync<AzureVNet>(new GetVNetRequest(), null, [null]))[0].VNetId);
        walk.World.Change(change, $"/subscriptions/{id.Subscription}");
        var start = walk.World.Clock.UtcNow;
        var error = await walk.FailsAsync(errorId, Walk.GrantRequest, Walk.Pair());

        Assert.True(walk.World.Clock.UtcNow - start < Soon, $"{walk.World.Clock.UtcNow - start}");
        Assert.DoesNotMatch("(?i)for a role", error.RecommendedAction);
        Assert.NotEmpty(error.Refusal!.Message);
    }

    [Fact]
    public async Task The_request_id_is_there_and_said_to_who_asks()
    {
        var walk = await Walk.StartAsync();
        var error = await StruckAsync(
            walk, "Arm.PutRoleDefinition", 409, "ScopeLocked", "one\ntwo", "AzureScopeLocked", Walk.GrantRequest,
            Walk.Pair());

        var id = error.Refusal!.RequestId!;
        Assert.NotEmpty(id);
        Assert.Contains(walk.Said.Texts, text => text.Contains(id, StringComparison.Ordinal));
        Assert.Equal(("Azure", "management.azure.com", 409, "one\ntwo"),
            (error.Refusal.Platform, error.Refusal.Host, error.Refusal.Status, error.Refusal.Message));
        Assert.DoesNotContain("two", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-tenant", "TenantInvalid")]
    [InlineData("contoso/../x", "TenantInvalid")]
    [InlineData("6a1f0c3e-52b7-4d0e-9c1d", "TenantInvalid")]
    public async Task A_tenant_that_is_none_is_told_before_anything_is_sent(string tenant, string errorId)
    {
        var world = (await Walk.StartAsync()).World;
        var before = world.Requests.Count(request => request.Kind.StartsWith("Entra", StringComparison.Ordinal));
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => Walk.StartAsync(
            new ConnectRequest { Sandbox = true, World = world, SessionId = 2, TenantId = tenant }));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains($"'{tenant}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, world.Requests.Count(
            request => request.Kind.StartsWith("Entra", StringComparison.Ordinal)));
    }

    /// <summary>A stage that is refused, for good; nothing but a lag or a lost answer may take time.</summary>
    private static async Task<TimescaleVpcException> StruckAsync(
        Walk walk, string request, int status, string? code, string? words, string errorId, StageRequest stage,
        object? item)
    {
        walk.World.AddFault(
            new SandboxFault { Kind = request, Status = status, Code = code, Message = words, Times = 99 });
        var start = walk.World.Clock.UtcNow;
        var error = await walk.FailsAsync(errorId, stage, item);

        Assert.True(walk.World.Clock.UtcNow - start < Soon, $"{request} {code}: {walk.World.Clock.UtcNow - start}");
        Assert.Equal(status, error.Refusal!.Status);
        Assert.Contains($"status {status}", error.Message, StringComparison.Ordinal);
        return error;
    }
}
