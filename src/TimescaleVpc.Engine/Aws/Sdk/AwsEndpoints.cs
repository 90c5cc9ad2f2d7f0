using Amazon;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The addresses of AWS's services.</summary>
internal static class AwsEndpoints
{
    /// <summary>AWS's own address of a service.</summary>
    public static Uri Default(AwsService service, string region, bool fips = false, bool dualStack = false)
    {
        var partition = RegionEndpoint.GetBySystemName(region);
        // In GovCloud the plain name is the FIPS one.
        var name = fips && partition.PartitionName != "aws-us-gov" ? service.Name + "-fips" : service.Name;
        var suffix = (dualStack, partition.PartitionName) switch
        {
            (true, "aws" or "aws-us-gov") => "api.aws",
            (true, "aws-cn") => "api.amazonwebservices.com.cn",
            _ => partition.PartitionDnsSuffix,
        };
        return new Uri($"https://{name}.{region}.{suffix}/");
    }

    /// <summary>
    /// An address from a setting: https, or http on loopback. It ends in a slash: the SDK would send one after a
    /// path
    /// and sign none.
    /// </summary>
    public static Uri Checked(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)
            ? url : throw Catalogue.InsecureUrl.For(text, text);
}
