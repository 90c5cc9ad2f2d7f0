namespace TimescaleVpc.Tests.Reliability;

/// <summary>A world as one run sees it: with something of its own between.</summary>
internal sealed class LineWorld(VpcSandbox world, Func<HttpMessageHandler, HttpMessageHandler> over) : VpcSandbox
{
    public override SandboxRequest[] Requests => world.Requests;

    public override SandboxClock Clock => world.Clock;

    public override SandboxSettings Settings => world.Settings;

    public override SandboxFault[] Faults => world.Faults;

    public override SandboxFault[] StruckFaults => world.StruckFaults;

    public override string[] RequestKinds => world.RequestKinds;

    public override string[] OutsideChanges => world.OutsideChanges;

    internal override TimeProvider Time => world.Time;

    internal override IActivity Activity => world.Activity;

    internal override SandboxSignIn SignIn => world.SignIn;

    public override void AddFault(SandboxFault fault) => world.AddFault(fault);

    public override void ClearFaults() => world.ClearFaults();

    public override SandboxItem[] Inventory() => world.Inventory();

    public override SandboxItem[] RecycleBin() => world.RecycleBin();

    public override void Change(string change, string target) => world.Change(change, target);

    internal override HttpMessageHandler CreateHandler() => over(world.CreateHandler());

    internal override SandboxProbe Probe(string? from, string host, int port, string? userName, string? password) =>
        world.Probe(from, host, port, userName, password);
}
