namespace TimescaleVpc.Engine.Networking;

/// <summary>Ports from one to another, both included.</summary>
internal readonly record struct PortSpan(int From, int To)
{
    public static PortSpan All { get; } = new(0, 65535);

    /// <summary>
    /// The ports that replies may come to: a client's system chooses one, Linux and Windows from a part of these.
    /// </summary>
    public static PortSpan Replies { get; } = new(1024, 65535);

    public static PortSpan One(int port) => new(port, port);

    public bool Overlaps(PortSpan other) => From <= other.To && other.From <= To;

    /// <summary>What is left without the other's ports.</summary>
    public IReadOnlyList<PortSpan> Except(PortSpan other)
    {
        if (!Overlaps(other)) return [this];
        PortSpan[] parts = [this with { To = other.From - 1 }, this with { From = other.To + 1 }];
        return [.. parts.Where(part => part.From <= part.To)];
    }

    public override string ToString() => From == To ? $"{From}" : $"{From}-{To}";
}
