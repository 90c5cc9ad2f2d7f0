using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>The current world of the server; a reset replaces it.</summary>
internal sealed class ServedWorld
{
    private readonly ServeOptions options;
    private readonly DateTime start;
    private volatile Instance instance;
    private WorldRecipe? recipe;

    public ServedWorld(ServeOptions options)
    {
        this.options = options;
        instance = Create(options.Seed, null);
        if (options.StartNow) Reach(instance, DateTime.UtcNow);
        start = instance.World.Clock.UtcNow;
    }

    public SandboxWorld World => instance.World;

    public ServerState State => new(start, World.Clock.UtcNow, options.Speed, instance.Seed);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
        instance.Wire.SendAsync(request, cancel);

    /// <summary>Creates the world anew. The time continues, since the sessions' clocks cannot be set back.</summary>
    public void Reset(int? seed)
    {
        var next = Create(seed ?? instance.Seed, recipe);
        Reach(next, World.Clock.UtcNow);
        instance = next;
    }

    /// <summary> Replaces the world with a described one, which a reset restores. The time continues. </summary>
    public void Become(WorldRecipe recipe)
    {
        var next = Create(recipe.Seed, recipe);
        Reach(next, World.Clock.UtcNow);
        (this.recipe, instance) = (recipe, next);
    }

    private static void Reach(Instance next, DateTime time)
    {
        var ahead = time - next.World.Clock.UtcNow;
        if (ahead > TimeSpan.Zero) next.World.Clock.Advance(ahead);
    }

    private Instance Create(int seed, WorldRecipe? recipe)
    {
        var world = recipe is null ? new SandboxWorld(seed)
            : (recipe with { Seed = seed, Order = seed == recipe.Seed ? recipe.Order : seed }).Create();
        if (options.RealisticLatency) world.SetRealisticLatency();
        world.Drive(options.Speed);
        return new Instance(world, new HttpMessageInvoker(world.CreateHandler()), seed);
    }

    private sealed record Instance(SandboxWorld World, HttpMessageInvoker Wire, int Seed);
}
