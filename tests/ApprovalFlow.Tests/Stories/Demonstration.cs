using System.Collections.Concurrent;
using System.Net;
using ApprovalFlow.Tests.Support;

namespace ApprovalFlow.Tests.Stories;

/// <summary>The demonstration as it is seeded, in a process of its own, with one browser, for all who only look at it.</summary>
public sealed class Demonstration : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, HttpClient> _signedIn = new(StringComparer.Ordinal);
    private StoryServer? _server;

    internal Office Office { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await StoryServer.StartAsync(competitions: true);
        Office = await Office.OpenAsync(_server.Address, script: true);
    }

    /// <summary>A client signed in as the person; empty for nobody. Does not follow redirects.</summary>
    internal async Task<HttpClient> As(string user)
    {
        if (_signedIn.TryGetValue(user, out var known)) return known;
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = _server!.Address };
        client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        if (user.Length > 0)
        {
            using var answer = await client.Submit("/account/signin", ("Input.Name", user), ("Input.Password", "demo-xiangmu-2026"));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        return _signedIn[user] = client;
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _signedIn.Values) client.Dispose();
        if (Office is not null) await Office.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }
}

/// <summary>All who look at the demonstration share one: seeding it takes longer than looking.</summary>
[CollectionDefinition(nameof(Demonstration))]
public sealed class LookersAtTheDemonstration : ICollectionFixture<Demonstration>;
