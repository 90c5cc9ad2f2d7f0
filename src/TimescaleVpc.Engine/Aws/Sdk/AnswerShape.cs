using System.Xml;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Between the SDK and the wire: an answer must be the one of the action that was asked, with its list, and whole. The
/// SDK takes another action's answer, a list of another kind or a proxy's page for an empty list, and
/// reads the text of an element wrongly that has attributes or sections. No answer of AWS has them. A refusal is read
/// here as well, whatever its content type. On its way down the request gets what the wire has to know of the call.
/// </summary>
internal sealed class AnswerShape(WorkClock clock) : DelegatingHandler
{
    /// <summary>The required members of the response.</summary>
    private static readonly Dictionary<string, string> Wanted = new(StringComparer.Ordinal)
    {
        ["DescribeVpcs"] = "vpcSet",
        ["DescribeVpcPeeringConnections"] = "vpcPeeringConnectionSet",
        ["DescribeRouteTables"] = "routeTableSet",
        ["DescribeSecurityGroups"] = "securityGroupInfo",
        ["DescribeSubnets"] = "subnetSet",
        ["DescribeNetworkAcls"] = "networkAclSet",
        ["DescribeNetworkInterfaces"] = "networkInterfaceSet",
        ["DescribeVpcAttribute"] = "enableDnsSupport",
        ["GetCallerIdentity"] = "GetCallerIdentityResult",
    };

    /// <summary>All lists that are read. Their members must be called item: the SDK leaves out any other.</summary>
    private static readonly HashSet<string> Lists = new(
    [
        "vpcSet", "vpcPeeringConnectionSet", "routeTableSet", "securityGroupInfo", "subnetSet",
        "networkInterfaceSet", "tagSet", "cidrBlockAssociationSet", "ipv6CidrBlockAssociationSet", "cidrBlockSet",
        "ipv6CidrBlockSet", "associationSet", "routeSet", "ipPermissions", "ipPermissionsEgress", "ipRanges",
        "ipv6Ranges", "prefixListIds", "groups", "groupSet", "networkAclSet", "entrySet",
    ], StringComparer.OrdinalIgnoreCase);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = AwsCall.Current;
        call?.SetOn(request);
        var response = await base.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                var answer = await RefusedAnswer.TakeAsync(
                    AwsRefusals.Table.Platform, request.RequestUri!.Host, response, cancellationToken);
                throw new RefusedException(AwsRefusalReader.Read(answer, clock.Now));
            }
        }

        // The handlers below have read all of the answer.
        if (call?.Action is not { } action
            || IsInShape(await response.Content.ReadAsByteArrayAsync(cancellationToken), action)) return response;

        response.Dispose();
        throw new InvalidDataException($"The answer is not one of {action}.");
    }

    private static bool IsInShape(byte[] body, string action)
    {
        var element = Wanted.GetValueOrDefault(action);
        var isFound = element is null;
        var names = new Stack<string>();
        try
        {
            // As text, as the SDK reads it, whatever the answer says of its encoding.
            using var text = new StreamReader(new MemoryStream(body));
            using var reader = XmlReader.Create(
                text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var isRoot = names.Count == 0;
                        if (isRoot ? !Same(reader.LocalName, action + "Response") : reader.HasAttributes) return false;
                        if (!isRoot && Lists.Contains(names.Peek()) && !Same(reader.LocalName, "item")) return false;
                        isFound |= names.Count == 1 && Same(reader.LocalName, element);
                        if (!reader.IsEmptyElement) names.Push(reader.LocalName);
                        break;
                    case XmlNodeType.EndElement:
                        names.Pop();
                        break;
                    case XmlNodeType.CDATA or XmlNodeType.Comment or XmlNodeType.ProcessingInstruction:
                        if (names.Count > 0) return false;
                        break;
                }
            }
        }
        catch (XmlException)
        {
            return false;
        }

        return isFound;
    }
}
