using System.Net;
using System.Text.RegularExpressions;
using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Accounts;

/// <summary>A device that shows a code is let in by somebody who is signed in: once, for ten minutes, and never by itself.</summary>
public sealed class DeviceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private RealServer _server = null!;
    private HttpClient _device = null!;
    private Visitor _ann = null!;
    private HttpClient _page = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts { Clock = _clock });
        _device = _server.Http();
        _ann = await _server.RegisterAsync("ann");
        _page = _server.Http(_ann);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        _page.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_device_that_is_allowed_gets_a_session_of_its_own_once()
    {
        var begun = await _device.BeginDeviceAsync();
        Assert.Matches(new Regex("^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$"), begun.UserCode);
        Assert.Equal((43, 600_000, 2_000, (string?)null), (begun.Code.Length, begun.ExpiresIn, begun.Interval, begun.Address));
        Assert.False((await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AuthorizationPending)).Final);

        var asks = await (await _page.LookAtDeviceAsync(begun.UserCode)).ReadAsync(ChatJson.Default.DeviceAsks);
        Assert.Equal((begun.UserCode, "chat on slipway", _clock.GetUtcNow().ToUnixTimeMilliseconds()), (asks.UserCode, asks.Device, asks.AskedAt));
        Assert.Equal(HttpStatusCode.NoContent, (await _page.AnswerDeviceAsync(begun.UserCode, allow: true)).StatusCode);
        // Neither the code nor the secret is good a second time.
        await (await _page.LookAtDeviceAsync(begun.UserCode)).RefusedAsync(404, ErrorCodes.WrongCode);
        var signedIn = await (await _device.DeviceTokenAsync(begun.Code)).ReadAsync(ChatJson.Default.SignedIn);
        await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.ExpiredToken);

        Assert.Equal(_ann.Id, signedIn.Person.Id);
        Assert.NotEqual(_ann.Token, signedIn.Token);
        await using (var db = _server.Services.GetRequiredService<ChatDatabase>().Read())
            Assert.Single(await db.Sessions.Where(s => s.Device == "chat on slipway").ToListAsync(TestContext.Current.CancellationToken));
        await _page.PostAsync(AccountPaths.SignOut);
        using var own = _server.Http(new Visitor(signedIn.Person, signedIn.Token!, RealServer.Password));
        await (await own.OpenAsync(AccountPaths.Me)).ReadAsync(ChatJson.Default.Person);
    }

    [Fact]
    public async Task A_device_that_is_not_allowed_is_told_so()
    {
        var begun = await _device.BeginDeviceAsync();
        await _page.AnswerDeviceAsync(begun.UserCode, allow: false);

        await (await _page.AnswerDeviceAsync(begun.UserCode, allow: true)).RefusedAsync(404, ErrorCodes.WrongCode);
        Assert.True((await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AccessDenied)).Final);
        await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.ExpiredToken);
    }

    [Fact]
    public async Task One_of_two_answers_at_once_counts()
    {
        var begun = await _device.BeginDeviceAsync();
        var ben = await _server.RegisterAsync("ben");
        using var bens = _server.Http(ben);

        var answers = await Task.WhenAll(_page.AnswerDeviceAsync(begun.UserCode, true), bens.AnswerDeviceAsync(begun.UserCode, true)).Within();

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NotFound], answers.Select(a => a.StatusCode).Order());
        var signedIn = await (await _device.DeviceTokenAsync(begun.Code)).ReadAsync(ChatJson.Default.SignedIn);
        Assert.Equal(answers[0].IsSuccessStatusCode ? _ann.Id : ben.Id, signedIn.Person.Id);
    }

    [Fact]
    public async Task Both_codes_are_void_after_ten_minutes_allowed_or_not()
    {
        var (never, allowed) = (await _device.BeginDeviceAsync(), await _device.BeginDeviceAsync());
        await _page.AnswerDeviceAsync(allowed.UserCode, allow: true);
        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await (await _page.LookAtDeviceAsync(never.UserCode)).ReadAsync(ChatJson.Default.DeviceAsks);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await (await _page.AnswerDeviceAsync(never.UserCode, allow: true)).RefusedAsync(404, ErrorCodes.WrongCode);
        await (await _device.DeviceTokenAsync(never.Code)).RefusedAsync(400, ErrorCodes.ExpiredToken);
        await (await _device.DeviceTokenAsync(allowed.Code)).RefusedAsync(400, ErrorCodes.ExpiredToken);
    }

    [Fact]
    public async Task A_restart_and_giving_up_end_what_waits()
    {
        var begun = await _device.BeginDeviceAsync();
        using (var gaveUp = await _device.PostAsync(DevicePaths.Cancel, new DeviceCode(begun.Code), ChatJson.Default.DeviceCode))
            Assert.Equal(HttpStatusCode.NoContent, gaveUp.StatusCode);
        await (await _page.AnswerDeviceAsync(begun.UserCode, allow: true)).RefusedAsync(404, ErrorCodes.WrongCode);

        begun = await _device.BeginDeviceAsync();
        await _server.RestartAsync();
        using var device = _server.Http();
        await (await device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.ExpiredToken);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_out_for_five_minutes_and_a_right_one_forgets_none_of_them()
    {
        var (first, second) = (await _device.BeginDeviceAsync(), await _device.BeginDeviceAsync());
        foreach (var typed in new[] { "BCDF-GHJK", "", "AEIO-U123", new string('B', 5_000) }) await (await _page.LookAtDeviceAsync(typed)).RefusedAsync(404, ErrorCodes.WrongCode);
        await (await _page.LookAtDeviceAsync(first.UserCode)).ReadAsync(ChatJson.Default.DeviceAsks);
        await (await _page.AnswerDeviceAsync("BCDF-GHJK", true)).RefusedAsync(404, ErrorCodes.WrongCode);

        var locked = await (await _page.LookAtDeviceAsync(first.UserCode)).RefusedAsync(423, ErrorCodes.LockedOut);
        await (await _page.AnswerDeviceAsync(first.UserCode, true)).RefusedAsync(423, ErrorCodes.LockedOut);
        Assert.Equal((false, 300_000), (locked.Final, locked.RetryAfter));
        using (var bens = _server.Http(await _server.RegisterAsync("ben")))
            Assert.Equal(HttpStatusCode.NoContent, (await bens.AnswerDeviceAsync(first.UserCode, true)).StatusCode);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.NoContent, (await _page.AnswerDeviceAsync(second.UserCode, true)).StatusCode);
    }

    [Fact]
    public async Task A_device_that_asks_too_often_is_slowed_down_for_good()
    {
        var begun = await _device.BeginDeviceAsync();
        Assert.Equal(2_000, (await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AuthorizationPending)).RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(7_000, (await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.SlowDown)).RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(12_000, (await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.SlowDown)).RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal(12_000, (await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AuthorizationPending)).RetryAfter);
    }

    [Fact]
    public async Task Who_allowed_it_takes_that_back_by_signing_out()
    {
        var begun = await _device.BeginDeviceAsync();
        await _page.AnswerDeviceAsync(begun.UserCode, allow: true);
        await _page.PostAsync(AccountPaths.SignOut);

        await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AccessDenied);
        await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.ExpiredToken);
    }

    [Fact]
    public async Task Who_allowed_it_takes_that_back_by_changing_the_password()
    {
        var begun = await _device.BeginDeviceAsync();
        await _page.AnswerDeviceAsync(begun.UserCode, allow: true);
        Assert.Equal(HttpStatusCode.NoContent, (await _page.ChangePasswordAsync(RealServer.Password, "a new password")).StatusCode);

        await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AccessDenied);
    }

    [Fact]
    public async Task Devices_that_wait_are_bounded_and_make_room_when_they_expire()
    {
        for (var i = 0; i < 50; i++) await _device.BeginDeviceAsync();
        var refused = await _device.PostAsync(DevicePaths.Begin, new BeginDevice(), ChatJson.Default.BeginDevice);
        Assert.False((await refused.RefusedAsync(429, ErrorCodes.Rate)).Final);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await _device.BeginDeviceAsync();
    }

    [Theory]
    [InlineData("chat\u202eno\u0007 \u200btes\U0001F600 ", "chatno tes")]
    [InlineData("", "chat/1.0")]
    [InlineData(null, "chat/1.0")]
    public async Task A_code_is_read_however_it_is_typed_and_a_name_has_nothing_in_it_that_is_not_seen(string? name, string shown)
    {
        _device.DefaultRequestHeaders.UserAgent.ParseAdd("chat/1.0");
        var code = (await _device.BeginDeviceAsync(name)).UserCode;
        foreach (var typed in new[] { code.ToLowerInvariant(), code.Replace("-", ""), $"  {code.Replace('-', ' ')}.", string.Join(' ', code.AsEnumerable()) })
            Assert.Equal(shown, (await (await _page.LookAtDeviceAsync(typed)).ReadAsync(ChatJson.Default.DeviceAsks)).Device);
    }

    [Fact]
    public async Task Nothing_is_allowed_by_an_address_alone()
    {
        var begun = await _device.BeginDeviceAsync();
        foreach (var path in new[] { DevicePaths.Answer, DevicePaths.Look, DevicePaths.Token, DevicePaths.Begin })
            Assert.Contains((await _page.OpenAsync($"{path}?code={begun.UserCode}&allow=true")).StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed]);
        using var form = new FormUrlEncodedContent([new("code", begun.UserCode), new("allow", "true")]);
        await (await _page.PostAsync(DevicePaths.Answer, form, TestContext.Current.CancellationToken).Within()).RefusedAsync(400, ErrorCodes.Invalid);

        await (await _device.DeviceTokenAsync(begun.Code)).RefusedAsync(400, ErrorCodes.AuthorizationPending);
    }

    [Fact]
    public async Task Where_the_operator_has_set_an_address_the_page_is_there()
    {
        await using var server = await RealServer.StartAsync(new ServerParts { Settings = new Dictionary<string, string> { ["Chat:PublicUrl"] = "https://chat.example/" } });
        using var http = server.Http();
        Assert.Equal("https://chat.example/devices", (await http.BeginDeviceAsync()).Address);
    }
}
