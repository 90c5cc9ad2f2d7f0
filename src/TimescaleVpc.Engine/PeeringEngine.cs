using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Stages;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine;

/// <summary>The engine as cmdlets see it: a request in, the stage that serves it out.</summary>
internal sealed class PeeringEngine : IEngine
{
    public IStage Open(StageRequest request, ISink sink) => request switch
    {
        ConnectRequest connect => With(ConnectWarmUp.Background, new ConnectStage(connect, sink)),
        DisconnectRequest disconnect => new DisconnectStage(disconnect, sink),
        GetVpcRequest get => new GetVpcStage(get, sink),
        NewVpcRequest make => new NewVpcStage(make, sink),
        RenameVpcRequest rename => new RenameVpcStage(rename, sink),
        RemoveVpcRequest remove => new RemoveVpcStage(remove, sink),
        GetVNetRequest get => new GetVNetStage(get, sink),
        GrantPeerRoleRequest grant => With(AzureWarmUp.Background, new GrantStage(grant, sink)),
        RevokePeerRoleRequest revoke => new RevokeStage(revoke, sink),
        GetPeeringRequest get => new GetPeeringStage(get, sink),
        TestPeeringRequest test => new TestPeeringStage(test, sink),
        RepairPeeringRequest repair => new RepairPeeringStage(repair, this, sink),
        AddPeeringRequest add => With(add.IsForAws ? AwsWarmUp.Background : null, new AddPeeringStage(add, sink)),
        ApprovePeeringRequest approve => new ApprovePeeringStage(approve, sink),
        WaitPeeringRequest wait => new WaitPeeringStage(wait, sink),
        RemovePeeringRequest remove => new RemovePeeringStage(remove, sink),
        UndoPeeringRequest undo => new UndoPeeringStage(undo, sink),
        GetAwsVpcRequest get => new GetAwsVpcStage(get, sink),
        GrantEgressRequest grant => With(AwsWarmUp.Background, new GrantEgressStage(grant, sink)),
        RevokeEgressRequest revoke => new RevokeEgressStage(revoke, sink),
        UpdatePeeringRequest update => new UpdatePeeringStage(update, sink),
        GetServiceRequest get => new GetServiceStage(get, sink),
        SetServiceRequest set => new SetServiceStage(set, sink),
        TestServiceRequest test => new TestServiceStage(test, sink),
        BuildSandboxRequest build => new BuildSandboxStage(build, sink),
        StartServerRequest start => new StartServerStage(start, sink),
        StopServerRequest stop => new StopServerStage(stop, sink),
        CompletionRequest complete => new CompletionStage(complete, sink),
        GetChangeRequest get => new GetChangeStage(get, sink),
        ExportChangeRequest export => new ExportChangeStage(export, sink),
        CompareChangeRequest compare => new CompareChangeStage(compare, sink),
        ExportTopologyRequest export => new ExportTopologyStage(export, sink),
        ExportReportRequest export => new ExportReportStage(export, sink),
        RunbookRequest write => new NewRunbookStage(write, sink),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name,
            "No stage serves this request."),
    };

    /// <summary>A stage, with the code that it is going to need being made ready beside the stages before it.</summary>
    private static IStage With(WarmUp? preparation, IStage stage)
    {
        preparation?.Begin();
        return stage;
    }
}
