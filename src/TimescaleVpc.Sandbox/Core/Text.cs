using System.Globalization;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>Small words that all platforms share.</summary>
internal static class Text
{
    public static string Iso(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>With the seven decimals that .NET's services write.</summary>
    public static string Precise(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>Formats a time as ARM's token errors do.</summary>
    public static string American(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture);

    public static int Seconds(this TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}
