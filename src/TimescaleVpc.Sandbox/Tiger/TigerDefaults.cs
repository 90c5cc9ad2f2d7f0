using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>The Timescale Cloud project of the default world.</summary>
internal static class TigerDefaults
{
    public const string Project = "demo-cloud";
    public const string PublicKey = "sandbox-public";
    public const string SecretKey = "sandbox-secret";

    public static void Build(World world, bool isEmpty)
    {
        var project = new TigerProject(Project, "Demo Cloud", PublicKey, SecretKey);
        world.Tiger.Projects.Add(project);
        if (isEmpty) return;
        project.Services.Add(Service(project, "m3tr1cs0db", "metrics", "us-east-1", 32101, pooler: true));
        project.Services.Add(Service(project, "ev3nts00db", "events", "us-east-1", 33202, replicas: 1));
        project.Services.Add(Service(project, "arch1ve0db", "archive", "eu-central-1", 34303, replicaSet: true));
    }

    private static TigerService Service(TigerProject project, string id, string name, string region, int port,
        bool pooler = false, int replicas = 0, bool replicaSet = false) => new(id, project, name, region)
        {
            PublicPort = port,
            PublicAddress = $"203.0.113.{port % 100 + 50}",
            Password = $"sbx-{name}-cloud-pw-3Vx57",
            HasPooler = pooler,
            Replicas = replicas,
            HasReplicaSet = replicaSet,
            CreatedAt = World.Start,
        };
}
