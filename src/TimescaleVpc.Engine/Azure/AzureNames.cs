using System.Security.Cryptography;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The names and ids that we give. They follow from what they are for, so that a later run finds what an earlier one
/// made without a state file.
/// </summary>
internal static class AzureNames
{
    /// <summary>The prefix of our secrets' and keys' names, before the number of the run.</summary>
    public const string CredentialPrefix = "TimescaleVpc run ";

    private static readonly Guid Space = new("6f0ad2c4-5a0b-4c6e-9c0e-2f6b1f6f7b1d");

    /// <summary>The tag of an application, or of its service principal, that serves a project.</summary>
    public static string ProjectTag(string project) => $"{Marks.Own}:project={project.ToLowerInvariant()}";

    public static string App(string project) => $"{Marks.Own} {project}";

    /// <summary>The alternate key of our application: one for a tenant and a project.</summary>
    public static string AppKey(string project) => $"{Marks.Own}-{project.ToLowerInvariant()}";

    public static string Role(GrantParty party, string subscription) =>
        $"{Marks.Own} {party.Title} ({subscription.ToLowerInvariant()})";

    public static string RoleGuid(GrantParty party, string subscription) => Id(party.Key, subscription);

    public static string AssignmentGuid(string scope, string principalId, string roleGuid) =>
        Id("assignment", scope, principalId, roleGuid);

    /// <summary>The description of an assignment of ours.</summary>
    public static string AssignmentNote(string project, string vpcId) =>
        $"{Marks.Own}: {project.ToLowerInvariant()}/{vpcId}";

    /// <summary>
    /// Reads the mark in the description of an assignment; null if there is none. Other text may follow it.
    /// </summary>
    public static (string Project, string VpcId)? ReadAssignmentNote(string? description)
    {
        const string Beginning = $"{Marks.Own}: ";
        if (description?.StartsWith(Beginning, StringComparison.Ordinal) != true
            || description[Beginning.Length..].Split('/', 2) is not [{ Length: > 0 } project, var rest]) return null;
        var vpcId = rest.Split(' ', 2)[0];
        return vpcId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? (project, vpcId) : null;
    }

    /// <summary>The name of our half of a link.</summary>
    public static string Link(string project, string vpcId, VNetId vnet) =>
        "timescalevpc-" + Convert.ToHexString(Hash(project, vpcId, "azure", vnet.ToString()))[..12].ToLowerInvariant();

    /// <summary>A GUID that follows from its parts (RFC 4122, version 5). Case does not count, as in Azure.</summary>
    private static string Id(params string[] parts)
    {
        var bytes = Hash(parts)[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static byte[] Hash(params string[] parts)
    {
        var text = string.Join('\n', parts.Select(part => part.ToLowerInvariant()));
        // SHA-1 is what version 5 of RFC 4122 prescribes; nothing secret depends on it.
#pragma warning disable CA5350
        return SHA1.HashData([.. Space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(text)]);
#pragma warning restore CA5350
    }
}
