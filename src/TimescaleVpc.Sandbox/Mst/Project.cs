namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A project with its VPCs and services.</summary>
internal sealed class Project(string name)
{
    public string Name { get; } = name;

    public List<ProjectVpc> Vpcs { get; } = [];

    public List<Service> Services { get; } = [];

    public ProjectVpc? Vpc(string? id) => Vpcs.Find(item => Same(item.Id, id));

    public Service? Service(string name) => Services.Find(item => item.Name == name);
}
