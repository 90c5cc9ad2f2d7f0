namespace TimescaleVpc.Engine.Recording;

/// <summary>What becomes of the values of a body.</summary>
internal interface ILeafMap
{
    /// <summary>What is kept of a value; null leaves it out.</summary>
    /// <param name="name">The name of its member.</param>
    /// <param name="keeping">What the list says of that name.</param>
    /// <param name="value">The value.</param>
    string? Of(string name, Keeping keeping, string value);

    /// <summary>Hears of a value that is not kept.</summary>
    void LeftOut(string name, string value) { }
}
