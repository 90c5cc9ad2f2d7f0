using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>The world that the server plays at present; a reset puts a new one in its place.</summary>
internal sealed class ServedWorld
{
    private readonly ServeOptions options;
    private readonly DateTime start;
    private volatile Played played;
    private WorldRecipe? recipe;

    public ServedWorld(ServeOptions options)
    {
        this.options = options;
        played = Make(options.Seed, null);
        if (options.StartNow) Reach(played, DateTime.UtcNow);
        start = played.World.Clock.UtcNow;
    }

    public SandboxWorld World => played.World;

    public ServerState State => new(start, World.Clock.UtcNow, options.Speed, played.Seed);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
        played.Wire.SendAsync(request, cancel);

    /// <summary>Begins anew. Only the time goes on, since the sessions' clocks cannot be set back.</summary>
    public void Reset(int? seed)
    {
        var made = Make(seed ?? played.Seed, recipe);
        Reach(made, World.Clock.UtcNow);
        played = made;
    }

    /// <summary>Plays a described world in place of the one before, and again after a reset. The time goes on.</summary>
    public void Become(WorldRecipe recipe)
    {
        var made = Make(recipe.Seed, recipe);
        Reach(made, World.Clock.UtcNow);
        (this.recipe, played) = (recipe, made);
    }

    private static void Reach(Played made, DateTime time)
    {
        var ahead = time - made.World.Clock.UtcNow;
        if (ahead > TimeSpan.Zero) made.World.Clock.Advance(ahead);
    }

    private Played Make(int seed, WorldRecipe? recipe)
    {
        var world = recipe is null ? new SandboxWorld(seed)
            : (recipe with { Seed = seed, Order = seed == recipe.Seed ? recipe.Order : seed }).Make();
        if (options.RealisticLatency) Latencies.Set(world);
        world.Drive(options.Speed);
        return new Played(world, new HttpMessageInvoker(world.CreateHandler()), seed);
    }

    private sealed record Played(SandboxWorld World, HttpMessageInvoker Wire, int Seed);
}
