using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Chat.Contracts;

namespace Chat.Client;

/// <summary>A server's account endpoints: state, set-up, registration, sessions, password, devices.</summary>
/// <param name="http">Reaches the server; its <see cref="HttpClient.BaseAddress"/> is the server's address.</param>
public sealed class AccountApi(HttpClient http)
{
    /// <summary>What a visitor needs to know before signing in.</summary>
    public Task<Outcome<ServerState>> StateAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, AccountPaths.State, null, null, ChatJson.Default.ServerState, cancellationToken);

    /// <summary>Makes the first account, with the secret of the set-up link.</summary>
    public Task<Outcome<SignedIn>> SetUpAsync(SetUp request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, AccountPaths.SetUp, null, Body(request, ChatJson.Default.SetUp), ChatJson.Default.SignedIn, cancellationToken);

    /// <summary>Makes an account.</summary>
    public Task<Outcome<SignedIn>> RegisterAsync(Register request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, AccountPaths.Register, null, Body(request, ChatJson.Default.Register), ChatJson.Default.SignedIn, cancellationToken);

    /// <summary>Begins a session.</summary>
    public Task<Outcome<SignedIn>> SignInAsync(SignIn request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, AccountPaths.SignIn, null, Body(request, ChatJson.Default.SignIn), ChatJson.Default.SignedIn, cancellationToken);

    /// <summary>Ends the session of a token and closes its connections.</summary>
    public Task<Outcome<Done>> SignOutAsync(string token, CancellationToken cancellationToken = default) =>
        SendAsync<Done>(HttpMethod.Post, AccountPaths.SignOut, token, null, null, cancellationToken);

    /// <summary>Changes the password of a token's person and ends all their other sessions.</summary>
    public Task<Outcome<Done>> ChangePasswordAsync(string token, ChangePassword request, CancellationToken cancellationToken = default) =>
        SendAsync<Done>(HttpMethod.Post, AccountPaths.Password, token, Body(request, ChatJson.Default.ChangePassword), null, cancellationToken);

    /// <summary>Whose token it is.</summary>
    public Task<Outcome<Person>> MeAsync(string token, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, AccountPaths.Me, token, null, ChatJson.Default.Person, cancellationToken);

    /// <summary>A device asks to be let in from the page.</summary>
    public Task<Outcome<DeviceBegun>> BeginDeviceAsync(BeginDevice request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, DevicePaths.Begin, null, Body(request, ChatJson.Default.BeginDevice), ChatJson.Default.DeviceBegun, cancellationToken);

    /// <summary>The session of a device that was let in; <see cref="ErrorCodes.AuthorizationPending"/> as long as nobody has answered.</summary>
    public Task<Outcome<SignedIn>> TakeDeviceSessionAsync(string code, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, DevicePaths.Token, null, Body(new DeviceCode(code), ChatJson.Default.DeviceCode), ChatJson.Default.SignedIn, cancellationToken);

    /// <summary>The device gives up.</summary>
    public Task<Outcome<Done>> CancelDeviceAsync(string code, CancellationToken cancellationToken = default) =>
        SendAsync<Done>(HttpMethod.Post, DevicePaths.Cancel, null, Body(new DeviceCode(code), ChatJson.Default.DeviceCode), null, cancellationToken);

    private static JsonContent Body<T>(T value, JsonTypeInfo<T> type) => JsonContent.Create(value, type);

    // Without a type for the answer there is none to read.
    private async Task<Outcome<T>> SendAsync<T>(
        HttpMethod method, string path, string? token, HttpContent? body, JsonTypeInfo<T>? answer, CancellationToken cancellationToken)
    {
        var address = http.BaseAddress ?? throw new InvalidOperationException("The client has no BaseAddress: set it to the server's address.");
        using var request = new HttpRequestMessage(method, ServerAddress.PathAt(address, path)) { Content = body };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) return await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
            if (answer is null) return new Outcome<T> { Ok = true, Value = Done.Value is T done ? done : default };
            var value = await ReadAsync(response.Content, answer, cancellationToken).ConfigureAwait(false);
            return value is null ? Failure(ErrorCodes.Invalid, $"{http.BaseAddress} answered something else than a ChatService server does. Check the address.") : value;
        }
        catch (HttpRequestException e)
        {
            return Failure(ClientErrors.Offline, $"{http.BaseAddress} could not be reached: {e.GetBaseException().Message}");
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failure(ClientErrors.Offline, $"{http.BaseAddress} did not answer in time: {e.Message}");
        }
    }

    /// <summary>What the answer says; none when it can't be read.</summary>
    private static async Task<T?> ReadAsync<T>(HttpContent content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Whatever stands in front of the server has its own pages, some in an encoding that nobody knows.
            return default;
        }
    }

    private async Task<Error> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (await ReadAsync(response.Content, ChatJson.Default.Error, cancellationToken).ConfigureAwait(false) is { } error) return error;
        return response.StatusCode == HttpStatusCode.Unauthorized
            ? Failure(ErrorCodes.SignedOut, "The session has ended: sign in again.")
            : NotAServer(response);
    }

    private Error NotAServer(HttpResponseMessage response) =>
        (int)response.StatusCode >= 500
            ? Failure(ErrorCodes.Busy, $"{http.BaseAddress} answered {(int)response.StatusCode}. Try again in a moment.")
            : Failure(ErrorCodes.Invalid, $"{http.BaseAddress} answered {(int)response.StatusCode}, as a ChatService server does not. Check the address.");

    private static Error Failure(string code, string message) =>
        new() { Code = code, Message = message, Final = code is ErrorCodes.Invalid or ErrorCodes.SignedOut };
}
