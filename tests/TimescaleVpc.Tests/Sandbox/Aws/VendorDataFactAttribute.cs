namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>A test that needs a vendor's own description of its API; without it, it says so and is skipped.</summary>
internal sealed class VendorDataFactAttribute : FactAttribute
{
    public VendorDataFactAttribute(string file)
    {
        if (VendorData.Find(file) is null) Skip = $"The vendor's description {file} is not on this machine.";
    }
}
