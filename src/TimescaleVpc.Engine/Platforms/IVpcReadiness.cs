namespace TimescaleVpc.Engine.Platforms;

/// <summary>Whether a platform's VPCs can be used, for the work on one item.</summary>
internal interface IVpcReadiness
{
    /// <summary>Refuses a VPC that no service can be put in.</summary>
    void Require(Vpc vpc);

    /// <summary>Until a VPC says that it can be used; at once where it says nothing, and in a plan.</summary>
    /// <exception cref="TimescaleVpcException">It has failed, or is being deleted.</exception>
    Task UntilUsableAsync(Vpc vpc, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Whether "not found" may mean that a VPC is being built.</summary>
    Task<bool> IsBuildingAsync(string vpcId, CancellationToken cancel) => Task.FromResult(false);
}
