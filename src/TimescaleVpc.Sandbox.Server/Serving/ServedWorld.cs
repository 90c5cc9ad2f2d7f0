using TimescaleVpc.Sandbox.Remote;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>The world that the server plays at present; a reset puts a new one in its place.</summary>
internal sealed class ServedWorld
{
    private readonly ServeOptions _options;
    private readonly DateTime _start;
    private volatile Played _played;
    private WorldRecipe? _recipe;

    public ServedWorld(ServeOptions options)
    {
        _options = options;
        _played = Make(options.Seed, null);
        if (options.StartNow) Reach(_played, DateTime.UtcNow);
        _start = _played.World.Clock.UtcNow;
    }

    public SandboxWorld World => _played.World;

    public ServerState State => new(_start, World.Clock.UtcNow, _options.Speed, _played.Seed);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel) =>
        _played.Wire.SendAsync(request, cancel);

    /// <summary>Begins anew. Only the time goes on, since the sessions' clocks cannot be set back.</summary>
    public void Reset(int? seed)
    {
        var made = Make(seed ?? _played.Seed, _recipe);
        Reach(made, World.Clock.UtcNow);
        _played = made;
    }

    /// <summary>Plays a described world in place of the one before, and again after a reset. The time goes on.</summary>
    public void Become(WorldRecipe recipe)
    {
        var made = Make(recipe.Seed, recipe);
        Reach(made, World.Clock.UtcNow);
        (_recipe, _played) = (recipe, made);
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
        if (_options.RealisticLatency) Latencies.Set(world);
        world.Drive(_options.Speed);
        return new Played(world, new HttpMessageInvoker(world.CreateHandler()), seed);
    }

    private sealed record Played(SandboxWorld World, HttpMessageInvoker Wire, int Seed);
}
