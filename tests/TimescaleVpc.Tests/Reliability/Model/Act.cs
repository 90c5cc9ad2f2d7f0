namespace TimescaleVpc.Tests.Reliability.Model;

/// <summary>The next event: a cmdlet is run, the world is changed from outside, or time passes.</summary>
internal enum Verb
{
    Get,
    New,
    Grant,
    Add,
    Approve,
    Egress,
    Wait,

    /// <summary>The whole pipeline of the walkthrough, up to Wait-VpcPeering.</summary>
    Pipeline,

    /// <summary>The same, and at once a second time: that must change nothing.</summary>
    Twice,

    Service,
    Public,
    Update,
    RevokeEgress,
    Revoke,
    Remove,
    Undo,
    RemoveVpc,
    Time,
    Outside,

    /// <summary>One of the next requests is refused for a while, or its reply is lost.</summary>
    Fault,
}

/// <summary>A step of a random story as chance draws it; the world of the moment decides what is then played.</summary>
/// <param name="Verb">What.</param>
/// <param name="Pair">Which pair of VPC and network.</param>
/// <param name="Plans">Under -WhatIf.</param>
/// <param name="Stale">With the object that an earlier command wrote, instead of by names.</param>
/// <param name="Detail">Which outside change, how much time, which fault.</param>
internal sealed record Act(Verb Verb, int Pair = 0, bool Plans = false, bool Stale = false, int Detail = 0)
{
    public override string ToString() =>
        $"{Verb} {Pair}{(Plans ? " plan" : "")}{(Stale ? " stale" : "")}{(Detail > 0 ? $" /{Detail}" : "")}";

    /// <summary>The same in simpler words, for a failure that is to be understood.</summary>
    public IEnumerable<Act> Simpler()
    {
        if (Verb == Verb.Twice) yield return this with { Verb = Verb.Pipeline };
        if (Pair > 0) yield return this with { Pair = 0 };
        if (Plans) yield return this with { Plans = false };
        if (Stale) yield return this with { Stale = false };
        if (Detail > 0 && Verb is not (Verb.Outside or Verb.Time or Verb.Fault)) yield return this with { Detail = 0 };
    }
}
