namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>Restores the world to its state before the first part, if a later part is refused.</summary>
internal sealed class RollbackLog
{
    private readonly Stack<Action> back = new();

    /// <summary>Adds a step that restores one value.</summary>
    public void OnRollback(Action step) => back.Push(step);

    /// <summary>Records the present content of the lists.</summary>
    public void Snapshot<T>(params ICollection<T>[] lists)
    {
        foreach (var list in lists)
        {
            T[] before = [.. list];
            OnRollback(() =>
            {
                list.Clear();
                foreach (var item in before) list.Add(item);
            });
        }
    }

    public void Rollback()
    {
        while (back.TryPop(out var step)) step();
    }
}
