using System.Globalization;
using System.Text;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>MaxResults and NextToken. A token is valid for its action and filters only.</summary>
internal sealed class Ec2Page(Ec2Request request, string idParameter, int most = 1000)
{
    private const int Least = 5;

    public (List<T> Items, string? Next) Of<T>(IReadOnlyList<T> all)
    {
        var size = Size();
        var start = Start();
        var end = Math.Min(all.Count, start + size);
        return ([.. all.Skip(start).Take(size)], end < all.Count ? Token(end) : null);
    }

    private int Size()
    {
        if (request.Form.Text("MaxResults") is not { } text) return most;
        if (idParameter.Length > 0 && request.Form.List(idParameter).Count > 0) throw Ec2Errors.Refuse(
            "InvalidParameterCombination", $"The parameter {idParameter} cannot be used with the parameter MaxResults");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) &&
            size >= Least && size <= most
            ? size
            : throw Ec2Errors.Value($"Value ( {text} ) for parameter maxResults is invalid. Expecting a value " +
                $"between {Least} and {most}.");
    }

    private int Start()
    {
        if (request.Form.Text("NextToken") is not { Length: > 0 } token) return 0;
        for (var at = 1; at < 10_000; at++)
            if (Token(at) == token) return at;
        throw Ec2Errors.Refuse("InvalidNextToken", "The token is invalid");
    }

    private string Token(int at)
    {
        var filters = request.Form.Names.Where(pair => pair.Name.StartsWith("Filter.", StringComparison.Ordinal))
            .Select(pair => $"{pair.Name}={request.Form.Text(pair.Name)}").Order(StringComparer.Ordinal);
        var text = $"{request.Action}|{request.Account}|{request.Region}|{at}|{string.Join('&', filters)}";
        var hash = System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(hash);
    }
}
