using System.Text.Json.Serialization;

namespace TimescaleVpc.Engine.Recording;

/// <summary>One request and its answer, without what is not on the <see cref="AllowList"/>.</summary>
internal sealed record Exchange
{
    private const int LastYear = 2200;
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromDays(1);

    /// <summary>Its place among the requests of the session, by when they were sent.</summary>
    public int Number { get; init; }

    /// <summary>When it was sent, by the session's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Until the whole answer was there.</summary>
    public TimeSpan Took { get; init; }

    public string Method { get; init; } = "";

    public string Host { get; init; } = "";

    /// <summary>The path, unescaped.</summary>
    public string Path { get; init; } = "";

    /// <summary>The query's values, sorted by name, unescaped; empty if there are none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The action, where it is in the body; else null.</summary>
    public string? Action { get; init; }

    /// <summary>The id of the request's body; null if it had none.</summary>
    public string? Sent { get; init; }

    /// <summary>The HTTP status; 0 if there was no answer.</summary>
    public int Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The id of the answer's body; null if it had none.</summary>
    public string? Got { get; init; }

    /// <summary>Why there was no answer; null if there was one.</summary>
    public LostAnswer? Lost { get; init; }

    /// <summary>The request in words, for an error.</summary>
    [JsonIgnore]
    public string Title =>
        $"{Method} {Host}{Path}{(Query.Length > 0 ? "?" + Query : "")}{(Action is null ? "" : " " + Action)}";

    /// <summary>Whether it can have happened. A file may have been edited by hand.</summary>
    [JsonIgnore]
    public bool IsWhole => !string.IsNullOrEmpty(Method) && !string.IsNullOrEmpty(Host) && Path is not null
        && Query is not null && Headers is not null && Headers.All(header => header.Value is not null)
        && Took >= TimeSpan.Zero && Took <= LongestAnswer && At.Year <= LastYear
        && (Lost is null ? Status is >= 100 and < 600 : Lost is { ErrorId: not null, Details: not null });

    /// <summary>About how much memory it takes, without the bodies.</summary>
    [JsonIgnore]
    public int Size => 400 + (2 * (Method.Length + Host.Length + Path.Length + Query.Length
        + Headers.Sum(header => header.Key.Length + header.Value.Length + 40)));
}

/// <summary>Why a request had no answer.</summary>
/// <param name="ErrorId">The id of the error that it leads to; empty if its time was over.</param>
/// <param name="Details">What the error's words take, after the host.</param>
/// <param name="MayRepeat">Whether it may be repeated.</param>
/// <param name="MayBeDone">Whether it may have been carried out all the same.</param>
/// <param name="BrokeOff">Whether the connection failed, for which a client has rules of its own.</param>
internal sealed record LostAnswer(
    string ErrorId, IReadOnlyList<string> Details, bool MayRepeat, bool MayBeDone, bool BrokeOff);

/// <summary>A body as it is kept. Equal ones have one id.</summary>
/// <param name="Id">What exchanges call it.</param>
/// <param name="Text">JSON, XML or a form.</param>
internal sealed record KeptBody(string Id, string Text);
