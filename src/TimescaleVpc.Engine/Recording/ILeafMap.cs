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

/// <summary>What a recording does with a member. What has no entry is left out.</summary>
internal enum Keeping
{
    /// <summary>An object or a list, whose own members are looked up; a text under this name is left out.</summary>
    Inside,

    /// <summary>A value of the platform's: a state, a number, a date, an id.</summary>
    Value,

    /// <summary>An id in the form of its platform: a word, or a path of names.</summary>
    Id,

    /// <summary>A name that the user gave.</summary>
    Name,

    /// <summary>The name of a host.</summary>
    Host,

    /// <summary>Words, in which names and ids may stand.</summary>
    Text,

    /// <summary>Words of this module's, by which it finds its own work; those of others are left out.</summary>
    Mark,

    /// <summary>An address of the platform's, without what it is signed with.</summary>
    Link,

    /// <summary>A secret that a client asks for: that it is there is kept, and not what it is.</summary>
    Secret,
}
