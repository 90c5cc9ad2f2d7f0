namespace TimescaleVpc.Commands;

/// <summary>VPCs of the AWS account, in the region that is given beside it.</summary>
internal sealed class AwsVpcCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Network)
        {
            Cloud = Cloud.Aws, Region = place.Text("AwsRegion"),
        });
}

/// <summary>AWS VPCs that peerings exist with.</summary>
internal sealed class PeerAwsVpcCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        place.Ask(new CompletionRequest(CompletionKind.Peer) { Cloud = Cloud.Aws, Vpc = place.Text("Vpc") })
            .DistinctBy(item => item.Text);
}

/// <summary>AWS regions.</summary>
internal sealed class AwsRegionCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place) =>
        KnownRegions.Aws.Select(Word);
}

/// <summary>AWS profiles: the sandbox's, or those in the shared files.</summary>
internal sealed class AwsProfileCompleter : Completer
{
    private protected override IEnumerable<CompletionItem> Suggest(CompletionPlace place)
    {
        if (place.Has("Sandbox"))
        {
            return (place.World?.SignIn.AwsCredentials ?? []).Select(item => new CompletionItem(
                item.Profile, item.Profile, $"account {item.Account}, {item.Region}"));
        }

        return Files(place.Text("AwsProfileLocation")).SelectMany(Names).Distinct(StringComparer.Ordinal).Select(Word);
    }

    // Only headings are read; no key is looked at.
    private static IEnumerable<string> Names(string file) =>
        File.ReadLines(file).Select(line => line.Trim())
            .Where(line => line.StartsWith('[') && line.EndsWith(']'))
            .Select(line => line[1..^1].Trim())
            .Where(name => !name.StartsWith("sso-session ", StringComparison.Ordinal)
                && !name.StartsWith("services ", StringComparison.Ordinal))
            .Select(name => name.StartsWith("profile ", StringComparison.Ordinal) ? name[8..].Trim() : name);

    private static IEnumerable<string> Files(string? path)
    {
        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws");
        string[] files = path is not null
            ? [path]
            :
            [
                Environment.GetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(home, "credentials"),
                Environment.GetEnvironmentVariable("AWS_CONFIG_FILE") ?? Path.Combine(home, "config"),
            ];
        return files.Where(File.Exists);
    }
}
