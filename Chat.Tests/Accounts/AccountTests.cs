using System.Net;
using System.Net.Http.Headers;
using Chat.Contracts;
using Chat.Server;
using Chat.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Tests.Accounts;

public sealed class AccountTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private RealServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.StartAsync(new ServerParts { Clock = _clock });
        _http = _server.Http();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task First_account_is_made_through_the_link_and_nobody_else_uses_it()
    {
        var before = await (await _http.OpenAsync(AccountPaths.State)).ReadAsync(ChatJson.Default.ServerState);
        await (await _http.RegisterAsync("early")).RefusedAsync(403, ErrorCodes.SetupRequired);
        await (await _http.SetUpAsync(new string('A', 43), "ann")).RefusedAsync(403, ErrorCodes.SetupLinkInvalid);
        await (await _http.SetUpAsync("nonsense", "ann")).RefusedAsync(403, ErrorCodes.SetupLinkInvalid);
        await (await _http.SetUpAsync(_server.SetUpSecret!, "ann", "short")).RefusedAsync(400, ErrorCodes.WeakPassword);

        var admin = await (await _http.SetUpAsync(_server.SetUpSecret!, "Ann")).ReadAsync(ChatJson.Default.SignedIn);

        await (await _http.SetUpAsync(_server.SetUpSecret!, "eve")).RefusedAsync(403, ErrorCodes.SetupLinkInvalid);
        var after = await (await _http.OpenAsync(AccountPaths.State)).ReadAsync(ChatJson.Default.ServerState);
        Assert.Equal((true, true, "ChatService"), (before.NeedsSetUp, before.RegistrationOpen, before.Name));
        Assert.False(after.NeedsSetUp);
        Assert.Null(after.Me);
        using var signedIn = _server.Http(new Visitor(admin.Person, admin.Token!, RealServer.Password));
        var own = await (await signedIn.OpenAsync(AccountPaths.State)).ReadAsync(ChatJson.Default.ServerState);
        Assert.Equal(admin.Person.Id, own.Me!.Id);
        Assert.Equal(("Ann", true), (admin.Person.Name, admin.Person.Admin));
        Assert.Equal(43, admin.Token!.Length);
    }

    [Fact]
    public async Task Set_up_link_of_an_earlier_start_is_void()
    {
        var old = _server.SetUpSecret!;
        await _server.RestartAsync();
        using var http = _server.Http();

        Assert.NotEqual(old, _server.SetUpSecret);
        await (await http.SetUpAsync(old, "ann")).RefusedAsync(403, ErrorCodes.SetupLinkInvalid);
        await (await http.SetUpAsync(_server.SetUpSecret!, "ann")).ReadAsync(ChatJson.Default.SignedIn);
        await _server.RestartAsync();
        Assert.Null(_server.SetUpSecret);
    }

    [Fact]
    public async Task Link_used_twice_at_once_makes_one_account()
    {
        var answers = await Task.WhenAll(_http.SetUpAsync(_server.SetUpSecret!, "ann"), _http.SetUpAsync(_server.SetUpSecret!, "bob")).Within();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], answers.Select(a => a.StatusCode).Order());
    }

    [Fact]
    public async Task Everybody_who_registers_is_in_the_common_room_that_the_first_one_owns()
    {
        var ann = await _server.RegisterAsync("ann");
        var bob = await _server.RegisterAsync("bob");
        await using var device = await _server.ConnectAsync(bob);

        var heads = await device.CallAsync<HeadsPage>("Heads", new HeadsRequest());
        var room = Assert.Single(heads.Value!.Heads);
        var members = (await device.CallAsync<MembersPage>("ReadMembers", new ReadMembers { Room = room.Room })).Value!.Members;

        Assert.Equal(("general", false), (room.Header!.Name, room.Header.Private));
        Assert.Equal(
            new HashSet<(Guid, string?)> { (ann.Id, Roles.Owner), (bob.Id, Roles.Member) }, members.Select(m => (m.Person, m.Role)).ToHashSet());
    }

    [Theory]
    [InlineData("ANN")]
    [InlineData("ａｎｎ")]
    [InlineData("Аnn", ErrorCodes.Invalid, 400)]
    [InlineData("аnn", ErrorCodes.Invalid, 400)]
    [InlineData("", ErrorCodes.Empty, 400)]
    [InlineData("ann lee", ErrorCodes.ForbiddenCharacters, 400)]
    [InlineData("annnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", ErrorCodes.TooLong, 400)]
    public async Task Name_of_somebody_else_or_against_the_rules_is_refused(string name, string code = ErrorCodes.NameTaken, int status = 409)
    {
        await _server.RegisterAsync("ann");

        await (await _http.RegisterAsync(name)).RefusedAsync(status, code);
    }

    [Fact]
    public async Task Name_that_looks_like_somebody_elses_is_refused()
    {
        await _server.RegisterAsync("coco");

        await (await _http.RegisterAsync("сосо")).RefusedAsync(409, ErrorCodes.NameTaken);
        await (await _http.RegisterAsync("c0c0")).RefusedAsync(409, ErrorCodes.NameTaken);
    }

    [Fact]
    public async Task One_name_registered_by_two_at_once_is_one_account()
    {
        await _server.RegisterAsync("ann");
        var answers = await Task.WhenAll(_http.RegisterAsync("bob"), _http.RegisterAsync("BOB"), _http.RegisterAsync("b0b")).Within();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
    }

    [Theory]
    [InlineData("1234567", ErrorCodes.WeakPassword)]
    [InlineData("😀😀😀😀", ErrorCodes.WeakPassword)]
    [InlineData("", ErrorCodes.WeakPassword)]
    public async Task Password_against_the_rules_is_refused(string password, string code)
    {
        await _server.RegisterAsync("ann");

        await (await _http.RegisterAsync("bob", password)).RefusedAsync(400, code);
    }

    [Fact]
    public async Task Password_may_be_long_in_any_script_and_typed_in_any_normal_form()
    {
        await _server.RegisterAsync("ann", new string('x', 1024));
        await (await _http.RegisterAsync("bob", new string('x', 1025))).RefusedAsync(400, ErrorCodes.TooLong);
        await _server.RegisterAsync("zoe", "Ünïcödé 密码 🔑");

        await (await _http.SignInAsync("zoe", "U\u0308ni\u0308co\u0308de\u0301 密码 🔑")).ReadAsync(ChatJson.Default.SignedIn);
        await (await _http.SignInAsync("ann", new string('x', 1023))).RefusedAsync(401, ErrorCodes.WrongPassword);
    }

    [Fact]
    public async Task Wrong_password_and_unknown_name_are_refused_alike()
    {
        await _server.RegisterAsync("ann");

        var wrong = await (await _http.SignInAsync("ann", "wrong password")).RefusedAsync(401, ErrorCodes.WrongPassword);
        var unknown = await (await _http.SignInAsync("nobody", "wrong password")).RefusedAsync(401, ErrorCodes.WrongPassword);
        var strange = await (await _http.SignInAsync("no body\uFFFF", "")).RefusedAsync(401, ErrorCodes.WrongPassword);

        Assert.Equal(wrong, unknown);
        Assert.Equal(wrong, strange);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_five_minutes()
    {
        await _server.RegisterAsync("ann");
        var wrong = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _http.SignInAsync("ann", "wrong password"))).Within();
        Assert.All(wrong, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));

        var locked = await _http.SignInAsync("ann");
        var error = await locked.RefusedAsync(423, ErrorCodes.LockedOut);
        Assert.False(error.Final);
        Assert.Equal(300_000, error.RetryAfter);
        Assert.Equal(TimeSpan.FromMinutes(5), locked.Headers.RetryAfter!.Delta);

        _clock.Advance(TimeSpan.FromMinutes(5));
        await (await _http.SignInAsync("ann")).ReadAsync(ChatJson.Default.SignedIn);
    }

    [Fact]
    public async Task Right_password_forgets_the_wrong_ones_before_it()
    {
        await _server.RegisterAsync("ann");
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) await (await _http.SignInAsync("ann", "wrong password")).RefusedAsync(401, ErrorCodes.WrongPassword);
            await (await _http.SignInAsync("ANN")).ReadAsync(ChatJson.Default.SignedIn);
        }
    }

    [Fact]
    public async Task Many_who_sign_in_at_once_wait_in_a_bounded_queue()
    {
        using var hasher = new HeldHasher();
        await using var server = await RealServer.StartAsync(new ServerParts { Services = services => services.AddSingleton<IPasswordHasher<Account>>(hasher) });
        await server.RegisterAsync("ann");
        using var http = server.Http();
        var asked = Enumerable.Range(0, 200).Select(_ => http.SignInAsync("nobody", "wrong password")).ToList();

        // While the first is held, nobody gets an answer but who is refused: however fast they come, the queue is full then.
        await Task.WhenAny(asked).Within();
        hasher.GoOn();
        var answers = await Task.WhenAll(asked).Within();

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.True(refused[0].Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.All(answers.Except(refused), a => Assert.Equal(HttpStatusCode.Unauthorized, a.StatusCode));
    }

    [Theory]
    [InlineData(AccountPaths.Register, """{"userName":"ann"}""", "application/json", ErrorCodes.Invalid)]
    [InlineData(AccountPaths.Register, """{"userName":null,"password":null}""", "application/json", ErrorCodes.Empty)]
    [InlineData(AccountPaths.Register, """{"userName":"bob","password":"12345678\ud800"}""", "application/json", ErrorCodes.ForbiddenCharacters)]
    [InlineData(AccountPaths.SignIn, "not json", "application/json", ErrorCodes.Invalid)]
    [InlineData(AccountPaths.SignIn, "null", "application/json", ErrorCodes.Invalid)]
    [InlineData(AccountPaths.SignIn, """{"userName":"ann","password":"x"}""", "text/plain", ErrorCodes.Invalid)]
    public async Task Malformed_call_is_told_what_is_wrong(string path, string json, string type, string code)
    {
        await _server.RegisterAsync("ann");
        using var body = new StringContent(json, new MediaTypeHeaderValue(type));

        await (await _http.PostAsync(path, body, TestContext.Current.CancellationToken).Within()).RefusedAsync(400, code);
    }

    /// <summary>Compares no password before it is told to.</summary>
    private sealed class HeldHasher() : PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 })), IDisposable
    {
        private readonly ManualResetEventSlim _goesOn = new();

        public void GoOn() => _goesOn.Set();

        public override PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            _goesOn.Wait(TestDeadline.Never);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }

        public void Dispose() => _goesOn.Dispose();
    }
}
