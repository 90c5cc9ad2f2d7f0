namespace TimescaleVpc.Engine.Documents;

/// <summary>A form in which something is exported.</summary>
/// <param name="Extension">The ending of its files, with the dot.</param>
/// <param name="Name">Its name.</param>
/// <param name="Write">Writes it.</param>
internal sealed record DocumentForm<T>(string Extension, string Name, Func<T, string> Write);
