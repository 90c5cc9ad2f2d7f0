using System.Buffers.Binary;
using System.Net.Sockets;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>
/// Writes the probe as a script for a machine inside the network: <c>az vm run-command invoke</c>, or any shell.
/// </summary>
internal static class ProbeScript
{
    /// <summary>
    /// A self-contained POSIX script. It never holds the password; it reads PGPASSWORD where it runs. It prints one
    /// line of JSON and exits 0 if the port answered.
    /// </summary>
    /// <param name="target">What to reach.</param>
    /// <param name="vantageCidrs">The peered ranges, for the word where it stands; null leaves it Unknown.</param>
    /// <param name="secondsPerCheck">How long each check may take.</param>
    /// <exception cref="ArgumentException">A part of the target cannot be written into a script.</exception>
    public static string Write(
        ProbeTarget target, IReadOnlyList<string>? vantageCidrs = null, int secondsPerCheck = 10)
    {
        if (!HostName.IsValid(target.Host))
            throw new ArgumentException($"'{target.Host}' is not a host name.", nameof(target));
        if (target.Port is < 1 or > 65535)
            throw new ArgumentException($"{target.Port} is not a TCP port.", nameof(target));
        ArgumentOutOfRangeException.ThrowIfLessThan(secondsPerCheck, 1);

        return string.Create(CultureInfo.InvariantCulture,
            $"""
            #!/bin/sh
            # Written by TimescaleVpc. Is a PostgreSQL server reachable from this machine?
            # Set PGPASSWORD to try the login too. Prints one line of JSON; exits 0 if the port answers.
            HOST='{target.Host}'
            HOST_IS_ADDRESS={(HostName.IsAddress(target.Host) ? "yes" : "")}
            PORT={target.Port}
            DBUSER={ShellText.Quote(target.UserName ?? "")}
            DBNAME={ShellText.Quote(target.Database ?? target.UserName ?? "")}
            VERIFY={(target.VerifyTls ? "yes" : "")}
            LIMIT={secondsPerCheck}
            RANGES='{Ranges(vantageCidrs ?? [])}'
            OWN_CA={(target.CaCertificatePem is null ? "" : "yes")}
            ca_certificates() {"{"}
            cat <<'END_OF_CA'
            {Issuers(target.CaCertificatePem)}
            END_OF_CA
            {"}"}

            {Body()}
            """).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>The part that is the same for every target; its first line is a comment about it.</summary>
    private static string Body()
    {
        using var reader = new StreamReader(typeof(ProbeScript).Assembly.GetManifestResourceStream("probe.sh")!);
        reader.ReadLine();
        return reader.ReadToEnd().TrimEnd();
    }

    /// <summary>The certificates alone, written anew: what stands around them in the text stays out.</summary>
    private static string Issuers(string? pem)
    {
        if (pem is null)
            return "";
        return CaCertificates.TryRead(pem, out var issuers)
            ? issuers.ExportCertificatePems()
            : throw new ArgumentException("The given CA certificate cannot be read.", nameof(pem));
    }

    /// <summary>
    /// The IPv4 ranges as numbers, address/mask, which the shell can compare. IPv6 does not fit its numbers; a range
    /// left out is marked as unread, so that the script does not say Outside without having looked.
    /// </summary>
    private static string Ranges(IReadOnlyList<string> cidrs) =>
        string.Join(' ', cidrs.Select(cidr =>
        {
            if (!AddressRange.TryParse(cidr, out var range, out _)
                || range.First.AddressFamily != AddressFamily.InterNetwork)
                return "unread";
            var first = BinaryPrimitives.ReadUInt32BigEndian(range.First.GetAddressBytes());
            var mask = (uint)(0xFFFFFFFFL << (32 - range.PrefixLength));
            return string.Create(CultureInfo.InvariantCulture, $"{first}/{mask}");
        }).Distinct());
}

/// <summary>Puts a value into a shell script as one word that the shell takes literally.</summary>
internal static class ShellText
{
    public static string Quote(string value)
    {
        // Nothing a server takes as a name, and a script with a NUL or a line break in a word is hard to carry.
        if (!DisplayText.IsVisible(value))
            throw new ArgumentException("A name with characters that cannot be seen cannot go into the script.",
                nameof(value));
        return "'" + value.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
    }
}
