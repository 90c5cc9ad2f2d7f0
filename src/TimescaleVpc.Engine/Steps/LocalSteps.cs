namespace TimescaleVpc.Engine.Steps;

/// <summary>
/// What cmdlets ask about beside the steps on a platform: files and processes of this machine, an undo as a whole, and
/// what breaks a connection or opens one to the public.
/// </summary>
internal static class LocalSteps
{
    private const string Disk = "Disk";
    private const string ToFolder = "write to the folder";
    private const string ThisMachine = "ThisMachine";

    public static readonly StepKind WriteFile = new(Disk, ToFolder, null, "path", "Write the file {0}.");

    public static readonly StepKind WriteReport = new(Disk, ToFolder, null, "path", "Write the report {0}.");

    public static readonly StepKind StartServer =
        new(ThisMachine, "start a process", "StopServer", "connection file", "Start a {0}.");

    public static readonly StepKind StopServer =
        new(ThisMachine, "the server's own token", null, "process", "Stop the {0}: its simulated world is lost.");

    /// <summary>The question before all steps of an undo; each step has its own sentence.</summary>
    public static readonly StepKind Undo = new("", "", null, "what is there",
        "Remove the peering of {1} with the Timescale VPC {0}: {2}.");

    /// <summary>The same of what belongs to no single peering.</summary>
    public static readonly StepKind UndoLeftovers = new("", "", null, "what is there",
        "Remove what an interrupted run left of {0}: {1}.");

    public static readonly StepQuestion LeaveVpc = new(
        "Detach a service",
        "Service {0} leaves its VPC: its connections break for some minutes, peered networks lose it, and it can be "
        + "reached from the public internet. Go on?");

    public static readonly StepQuestion RecreatePeering = new(
        "Recreate the peering", "{0}: the connection breaks for some minutes. Go on?");
}
