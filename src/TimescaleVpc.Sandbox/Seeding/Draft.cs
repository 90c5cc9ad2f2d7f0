namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>How the world was before the first part, in case that a later part is refused.</summary>
internal sealed class Draft
{
    private readonly Stack<Action> _back = new();

    /// <summary>What puts one thing back.</summary>
    public void OnTakeBack(Action step) => _back.Push(step);

    /// <summary>Remembers what is in the lists now.</summary>
    public void Keep<T>(params List<T>[] lists)
    {
        foreach (var list in lists)
        {
            T[] before = [.. list];
            OnTakeBack(() =>
            {
                list.Clear();
                list.AddRange(before);
            });
        }
    }

    public void TakeBack()
    {
        while (_back.TryPop(out var step)) step();
    }
}
