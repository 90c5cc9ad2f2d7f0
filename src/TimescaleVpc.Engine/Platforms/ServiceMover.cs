using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Moves a service of either platform, and warns of the outage once the user has agreed.</summary>
internal static class ServiceMover
{
    /// <summary>Refuses a move that cannot be, before anything is warned of, asked or changed.</summary>
    public static void Check(FoundService service, Vpc? vpc, ItemContext context)
    {
        if (vpc is not null
            && (service.Record.Platform != vpc.Platform || !Same(service.Place, vpc.Place)))
            throw Catalogue.ServiceElsewhere.For(service.Name, service.Name, service.Place, vpc, vpc.Place);
        if (service.VpcId != vpc?.VpcId) context.Platform(service.Record.Platform).CheckMove(service);
    }

    /// <param name="service">The service.</param>
    /// <param name="vpc">Where it is to be; null means the public internet.</param>
    /// <param name="noWait">Whether to return as soon as the platform has agreed.</param>
    /// <param name="runner">Takes down what is done.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<FoundService> MoveAsync(
        FoundService service, Vpc? vpc, bool noWait, StepRunner runner, CancellationToken cancel)
    {
        var context = runner.Context;
        var platform = context.Platform(service.Record.Platform);
        var move = new ServiceMove(service, vpc, noWait, Warn);
        return (await platform.MoveAsync(move, runner, cancel)).Of(context.Session);

        void Warn()
        {
            if (vpc is null) context.Warn(WarningCatalogue.ServiceLeaves, service.Name);
            else context.Warn(WarningCatalogue.ServiceEnters, service.Name, vpc);
            // A move is two changes then, with the public internet in between.
            if (vpc is not null && platform.MovesInPublic && service.VpcId is { } from)
                context.Warn(WarningCatalogue.ServicePublicMeanwhile, service.Name, from, vpc);
        }
    }
}

/// <summary>A service, and where it is to be.</summary>
/// <param name="Service">The service.</param>
/// <param name="Vpc">Where it is to be; null means the public internet.</param>
/// <param name="NoWait">Whether to return as soon as the platform has agreed.</param>
/// <param name="Warn">Warns of the outage, once the user has agreed.</param>
internal sealed record ServiceMove(FoundService Service, Vpc? Vpc, bool NoWait, Action Warn);
