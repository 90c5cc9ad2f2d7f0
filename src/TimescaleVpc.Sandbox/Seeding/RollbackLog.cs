namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>How the world was before the first part, in case that a later part is refused.</summary>
internal sealed class RollbackLog
{
    private readonly Stack<Action> back = new();

    /// <summary>What puts one thing back.</summary>
    public void OnRollback(Action step) => back.Push(step);

    /// <summary>Remembers what is in the lists now.</summary>
    public void Snapshot<T>(params List<T>[] lists)
    {
        foreach (var list in lists)
        {
            T[] before = [.. list];
            OnRollback(() =>
            {
                list.Clear();
                list.AddRange(before);
            });
        }
    }

    public void Rollback()
    {
        while (back.TryPop(out var step)) step();
    }
}
