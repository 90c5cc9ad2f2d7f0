namespace TimescaleVpc.Tests.Aws;

/// <summary>A test against an API description; skipped with a line where that is absent.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        if (SharedData.Find(file) is null) Skip = $"../shared/data/{file} is not here.";
    }
}
