using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// Gives out each list of ARM, Graph and EC2 in pages of one item, after a first one that is empty. The pages that
/// follow the first are its own.
/// </summary>
internal sealed class PagedLists : Part
{
    private const string Mark = "paged-";

    private readonly Dictionary<string, (HttpResponseMessage Whole, string[] Pages)> lists = [];
    private readonly HashSet<string> read = [];

    /// <summary>The lists that were given out, and those that were read to their end.</summary>
    public (int Given, int Read) Counts
    {
        get { lock (lists) return (lists.Count, read.Count); }
    }

    public override async Task<HttpResponseMessage> SendAsync(
        Exchange exchange, Func<Task<HttpResponseMessage>> next)
    {
        var request = exchange.Request;
        var address = request.RequestUri!;
        var isEc2 = address.Host.StartsWith("ec2.", StringComparison.Ordinal);
        if (Asked(isEc2 ? exchange.Body : address.Query) is { } token) return Page(token);

        var response = await next();
        var text = await response.Content.ReadAsStringAsync(exchange.Cancel);
        if (!response.IsSuccessStatusCode || text.Length == 0) return response;
        lock (lists)
        {
            var name = $"{Mark}{lists.Count}-";
            var pages = isEc2 ? XmlPages(text, name) : JsonPages(request.Method, address, text, name);
            if (pages is null) return response;
            lists[name] = (response, pages);
        }

        return Page($"{Mark}{Counts.Given - 1}-0");
    }

    private HttpResponseMessage Page(string token)
    {
        lock (lists)
        {
            var cut = token.LastIndexOf('-') + 1;
            var (whole, pages) = lists[token[..cut]];
            var number = int.Parse(token[cut..], System.Globalization.CultureInfo.InvariantCulture);
            if (number == pages.Length - 1) read.Add(token[..cut]);
            var type = whole.Content.Headers.ContentType!;
            var page = new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(pages[number], Encoding.UTF8, type.MediaType!),
                RequestMessage = whole.RequestMessage,
            };
            foreach (var (name, values) in whole.Headers) page.Headers.TryAddWithoutValidation(name, values);
            return page;
        }
    }

    private static string? Asked(string text)
    {
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? null
            : new([.. text[at..].TakeWhile(letter => letter is '-' || char.IsAsciiLetterOrDigit(letter))]);
    }

    private static string[]? JsonPages(HttpMethod method, Uri address, string text, string name)
    {
        if (method != HttpMethod.Get || address.Host is not ("management.azure.com" or "graph.microsoft.com")
            || JsonNode.Parse(text) is not JsonObject body || body["value"] is not JsonArray all) return null;
        var link = address.Host == "graph.microsoft.com" ? "@odata.nextLink" : "nextLink";
        return [.. Enumerable.Range(0, all.Count + 1).Select(number =>
        {
            var page = body.DeepClone().AsObject();
            page["value"] = number == 0 ? [] : new JsonArray(all[number - 1]!.DeepClone());
            if (number < all.Count) page[link] = $"{address}&$skiptoken={name}{number + 1}";
            return page.ToJsonString();
        })];
    }

    private static string[]? XmlPages(string text, string name)
    {
        var root = XElement.Parse(text);
        if (!root.Name.LocalName.StartsWith("Describe", StringComparison.Ordinal)) return null;
        var list = root.Elements().SingleOrDefault(one => one.Name.LocalName is not ("requestId" or "nextToken"));
        if (list is null || list.Elements().Any(one => one.Name.LocalName != "item")) return null;
        var all = list.Elements().ToArray();
        return [.. Enumerable.Range(0, all.Length + 1).Select(number =>
        {
            var page = new XElement(root);
            page.Elements().Single(one => one.Name == list.Name).ReplaceNodes(number == 0 ? null : all[number - 1]);
            if (number < all.Length) page.Add(new XElement(root.Name.Namespace + "nextToken", $"{name}{number + 1}"));
            return page.ToString(SaveOptions.DisableFormatting);
        })];
    }
}
